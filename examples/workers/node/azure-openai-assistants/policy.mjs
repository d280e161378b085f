// What the package promises, and no more: the settings of docs/policy.md.
export default {
  errors: ["RestError"],
  unknown_members: { "*": "drop", "/tools": "keep" }, // its types declare no others; tools are passed on
  absent_and_null: { "*": "distinct", "/required_action": "same", "/last_error": "same" }, // `?: RunError | null`
  integers: "double", // its types say `number`
  omits: [
    "/object",
    "/required_action/submit_tool_outputs/tool_calls/*/index",
    ...["line", "param", "type"].map((name) => `/last_error/${name}`),
  ],
  encodes: false, // it writes requests, and no run
  hashable: false,
};
