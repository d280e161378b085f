// accepted-survives: the members of an index that is an array are those of arrays, so `filter` is a function.
import { body, saw } from "../../finding.mjs";
import { decode } from "../sdk.mjs";

const { toolResources } = await decode(body({ tool_resources: { azure_ai_search: { indexes: [[]] } } }));
const [index] = toolResources.azureAISearch.indexList;
saw('"indexes": [[]]', index, index.filter === Array.prototype.filter);
