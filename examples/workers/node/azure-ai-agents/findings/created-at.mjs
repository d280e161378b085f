// no-silent-corruption: a creation time that is no number is a date in 1970.
import { body, saw } from "../../finding.mjs";
import { decode } from "../sdk.mjs";

for (const created_at of [null, "", true]) {
  const { createdAt } = await decode(body({ created_at }));
  saw(`"created_at": ${JSON.stringify(created_at)}`, createdAt, createdAt.getUTCFullYear() === 1970);
}
