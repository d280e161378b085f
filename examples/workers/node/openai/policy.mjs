// What the package promises, and no more: the settings of docs/policy.md.
export default {
  errors: ["OpenAIError"],
  integers: "double", // what the package declares as `number`
  negative_zero: "zero", // as JSON.stringify writes it
  hashable: false,
};
