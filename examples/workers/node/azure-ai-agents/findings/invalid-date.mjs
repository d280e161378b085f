// reads-fields, no-silent-corruption: a time in microseconds, or none, is an invalid date, which raises where it is used.
import { body, saw, thrownBy } from "../../finding.mjs";
import { decode } from "../sdk.mjs";

for (const created_at of [1700000000000000, "x"]) {
  const { createdAt } = await decode(body({ created_at }));
  const error = await thrownBy(Promise.resolve().then(() => createdAt.toISOString()));
  saw(`"created_at": ${JSON.stringify(created_at)}`, createdAt, Number.isNaN(createdAt.getTime()) && error);
}
