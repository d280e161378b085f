"""tag-matches-class at /required_action: got a RequiredAction, whose type is 'submit_tool_outputs'."""

from sdk import body, decode

run = decode(body({'required_action': {'type': 'brand_new'}}))
seen = type(run.required_action).__name__
print(seen)
assert seen == 'RequiredAction'
