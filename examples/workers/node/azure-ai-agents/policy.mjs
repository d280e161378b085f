// What the package promises, and no more: the settings of docs/policy.md.
const of = (place, names) => names.map((name) => `${place}/${name}`);
const connected = ["bing_custom_search", "fabric_dataagent", "sharepoint_grounding"];
const others = ["azure_ai_search", "browser_automation", "computer_use_preview", "deep_research"];

export default {
  errors: ["RestError"],
  unknown_members: "drop", // its types declare no others
  unknown_variants: "tag", // its unions end with a type that has the tag alone
  integers: "double", // its types say `number`
  omits: [ // what its types do not declare
    "/reasoning_effort",
    "/response_format/json_schema/strict",
    ...of("/last_error", ["line", "param", "type"]),
    ...of("/required_action", ["submit_tool_approval", "submit_tool_outputs/tool_calls/*/computer_use_preview"]),
    "/required_action/submit_tool_outputs/tool_calls/*/index",
    ...of("/tools/*", ["allowed_tools", "server_label", "server_url", ...connected, ...others]),
    ...of("/tools/*", ["function/strict", "file_search/ranking_options/hybrid_search"]),
    ...of("/usage", ["completion_tokens_details", "prompt_token_details", "prompt_tokens_details"]),
  ],
  encodes: false, // it writes requests, and no run
  hashable: false,
};
