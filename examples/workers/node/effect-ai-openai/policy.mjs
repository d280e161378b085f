// What the package promises, and no more: the settings of docs/policy.md.
const optional = [ // Schema.optionalWith(…, { nullable: true })
  "/temperature",
  "/top_p",
  "/truncation_strategy/last_messages",
  "/incomplete_details/reason",
  ...["description", "schema", "strict"].map((name) => `/response_format/json_schema/${name}`),
  "/tool_choice/function",
  "/tools/*/file_search",
  ...["max_num_results", "ranking_options", "ranking_options/ranker"].map((name) => `/tools/*/file_search/${name}`),
  ...["description", "parameters", "strict"].map((name) => `/tools/*/function/${name}`),
];

export default {
  errors: ["ParseError", "ResponseError", "RequestError"], // what the type of `getRun` says that it fails with
  unknown_members: "drop", // what Schema does with excess properties, unless it is told otherwise
  unknown_values: { "*": "refuse", "/reasoning_effort": "keep" }, // its enums are closed: Schema.Literal
  unknown_variants: "refuse", // so are its unions
  absent_and_null: Object.fromEntries([["*", "distinct"], ...optional.map((place) => [place, "same"])]),
  integers: "double",
  negative_zero: "zero", // as JSON.stringify writes it
  omits: [ // what its schemas do not declare
    ...["file_ids", "reasoning_effort", "tool_resources"].map((name) => `/${name}`),
    ...["completion_tokens", "prompt_token", "prompt_tokens"].map((name) => `/usage/${name}_details`),
    ...["line", "param", "type"].map((name) => `/last_error/${name}`),
    "/tools/*/file_search/ranking_options/hybrid_search",
    "/required_action/submit_tool_outputs/tool_calls/*/index",
  ],
};
