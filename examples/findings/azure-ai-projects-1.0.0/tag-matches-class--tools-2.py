"""tag-matches-class at /tools/2: got a ToolDefinition, as for type 'mcp'."""

from sdk import body, decode

run = decode(body({'tools': [{'type': 'mcp'}, {'type': 'code_interpreter'}, {'type': 'brand_new'}]}))
seen = type(run.tools[2]).__name__
print(seen)
assert seen == 'ToolDefinition'
