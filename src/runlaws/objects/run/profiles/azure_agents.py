"""Profile azure-agents: Azure AI Agents, classic, until 2027-03-31. The v2 wire with more tools and actions."""

from __future__ import annotations

from runlaws.contract import Choice, Either, Free, Items, Profile, Record, Text
from runlaws.objects.run import _shapes as s
from runlaws.objects.run._object import RUN
from runlaws.objects.run._relations import RUN_RELATIONS
from runlaws.objects.run.profiles.v2 import TOOL, V2

__all__ = ["AZURE_AGENTS", "AZURE_CHOICES", "AZURE_TOOLS"]

AZURE_TOOLS = (
    "azure_ai_search",
    "azure_function",
    "bing_grounding",
    "connected_agent",
    "openapi",
    "bing_custom_search",
    "browser_automation",
    "computer_use_preview",
    "deep_research",
    "fabric_dataagent",
    "sharepoint_grounding",
)
"""Tools that are sent bare, or with their settings in a member with the name of the tool."""

AZURE_CHOICES = (
    "azure_ai_search",
    "bing_custom_search",
    "bing_grounding",
    "computer_use_preview",
    "connected_agent",
    "deep_research",
    "fabric_dataagent",
    "mcp",
    "sharepoint_grounding",
)
"""Tools that may have to be called: AgentsNamedToolChoiceType of azure-ai-agents 1.2.0b6, less those of v2."""

MCP_TOOL = Record(
    {
        "type": s.required(Choice(("mcp",))),
        "server_label": s.loose(Text(), s.DOCS),
        "server_url": s.loose(Text(), s.DOCS),
        "allowed_tools": s.loose(Items(Text()), s.DOCS),
    }
)

MCP_CALL = Record(
    {
        "id": s.required(Text(prefix="call_")),
        "type": s.required(Choice(("mcp",))),
        "name": s.loose(Text(), s.DOCS),
        "arguments": s.loose(Text(), s.DOCS),
        "server_label": s.loose(Text(), s.DOCS),
    }
)
COMPUTER_CALL = Record(
    {
        "id": s.required(Text(prefix="call_")),
        "type": s.required(Choice(("computer_use_preview",))),
        "computer_use_preview": s.loose(Free(), s.DOCS),
    }
)


def _calls(**variants: Record) -> Record:
    return Record({"tool_calls": s.required(Items(s.tagged(variants)))})


REQUIRED_ACTION = s.tagged(
    {
        "submit_tool_outputs": Record(
            {
                "type": s.required(Choice(("submit_tool_outputs",))),
                "submit_tool_outputs": s.required(_calls(**s.TOOL_CALL.variants, computer_use_preview=COMPUTER_CALL)),
            }
        ),
        "submit_tool_approval": Record(
            {
                "type": s.required(Choice(("submit_tool_approval",))),
                "submit_tool_approval": s.required(_calls(mcp=MCP_CALL)),
            }
        ),
    }
)

TOOL_CHOICE = Either(
    s.TOOL_CHOICE.text,
    s.tagged(
        {
            **s.TOOL_CHOICES,
            **{name: Record({"type": s.required(Choice((name,)))}) for name in AZURE_CHOICES},
        }
    ),
)

AZURE_AGENTS = Profile(
    name="azure-agents",
    marks=V2.marks,
    says="Azure AI Agents (classic), until 2027-03-31: v2 with more tools, and tool approval",
    object=RUN,
    shape=Record(
        {
            **V2.shape.members,
            "required_action": s.nullable(REQUIRED_ACTION),
            "tools": s.required(
                Items(
                    s.tagged(
                        {
                            **TOOL.variants,
                            **{
                                name: Record({"type": s.required(Choice((name,))), name: s.loose(Free(), s.DOCS)})
                                for name in AZURE_TOOLS
                            },
                            "mcp": MCP_TOOL,
                        },
                        gone=TOOL.gone,
                    ),
                    max_items=20,
                )
            ),
            "tool_choice": s.nullable(TOOL_CHOICE, s.DOCS),
        }
    ),
    gone=V2.gone,
    relations=RUN_RELATIONS,
)
