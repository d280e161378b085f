/** Names of members, for clients that have properties in camel case where the wire has snake case. */

/**
 * Return a `member` for a client that renames: `created_at` is shown by `createdAt`, and no property shows `createdAt`.
 * What is in the places of `free` (regular expressions over JSON pointers) has the names that were sent, and `odd` has
 * the properties that are named otherwise.
 */
export function camelCased({ free = [], odd = {} }) {
  return (name, path) => {
    const place = path.map((step) => `/${step}`).join("");
    if (free.some((pattern) => pattern.test(place))) return name;
    if (Object.hasOwn(odd, name)) return odd[name];
    const property = name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
    return /[A-Z]/.test(name) ? undefined : property;
  };
}
