"""What is in everyday runs: instructions, functions and their arguments, names, errors.

All of it was written for this purpose: recorded texts are their owners'.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Final

from attrs import frozen

from runlaws.values import Json
from runlaws_strategies.build._choosers import Chooser

__all__ = ["ERRORS", "FUNCTIONS", "PEOPLE", "EverydayFunction", "instructions"]

_ROLES: Final = (
    "a helpful assistant",
    "a weather assistant who answers questions about forecasts and temperatures",
    "a data analyst who answers questions with the help of Python",
    "a support agent of a web shop for bicycles",
    "a librarian who finds passages in the attached documents",
    "a tutor for algebra and geometry",
    "a travel agent who plans trips by train",
    "a bot that writes and reviews Ruby code",
    "an editor who shortens and corrects texts",
    "a research assistant for a law firm",
    "an assistant for the staff of a hospital who looks up shifts and wards",
    "a financial assistant who explains prices of shares and funds",
    "a cook who suggests recipes for what is in the fridge",
    "an assistant that turns questions into SQL",
    "eine Assistentin, die Fragen zu Rechnungen und Vertr\u00e4gen beantwortet",
    "un assistant qui r\u00e9dige des comptes rendus de r\u00e9union",
)
_STYLES: Final = (
    "",
    " Be brief.",
    " Answer in the language of the question.",
    " If you do not know the answer, say so.",
    " Use the functions that you are given, and do not make assumptions about the values to plug into them.",
    " Cite the files that you have used.",
    " Answer in at most three sentences. Do not give medical or legal advice.",
    "\n\nRules:\n1. Ask for what is missing.\n2. Show every step of a calculation.\n3. Write dates as 2024-05-31.",
    " Never show internal ids to users.",
)
PEOPLE: Final = (
    "Ada Park",
    "Jos\u00e9 Lima",
    "Mei Tanaka",
    "Omar Haddad",
    "Nora Nilsson",
    "Ivan Petrov",
    "Grace Otieno",
)
_CITIES: Final = (
    "Xiamen",
    "Oslo",
    "S\u00e3o Paulo",
    "Nairobi",
    "Kyoto",
    "Toronto",
    "Lyon",
    "Chennai",
    "Porto",
    "Perth",
)
_SIGNS: Final = ("MSFT", "AAPL", "SAP", "NVDA", "VOW3", "BHP", "TSLA", "ASML")
_TEXTS: Final = ("square root of pi", "delivery times", "notice period", "photosynthesis", "return of damaged goods")
_STEPS: Final = range(1, 100_000)

ERRORS: Final = (
    {"code": "rate_limit_exceeded", "message": "Rate limit is exceeded. Try again in {} seconds."},
    {"code": "server_error", "message": "Sorry, something went wrong."},
    {"code": "rate_limit_exceeded", "message": "You exceeded your current quota, please check your plan and billing."},
    {"code": "invalid_engine_error", "message": "Failed to resolve model info for: gpt-4o-mini"},
)
"""Errors of failed runs; `{}` stands for a number of seconds."""


def instructions(choose: Chooser) -> str:
    """Return the instructions of an assistant."""
    return f"You are {choose.row(_ROLES)}.{choose.row(_STYLES)}"


@frozen
class EverydayFunction:
    """A function that an assistant may call: its name, what it does, and its parameters with values for each."""

    name: str
    description: str
    values: Mapping[str, Sequence[str | int]]
    optional: tuple[str, ...] = ()

    def tool(self) -> dict[str, Json]:
        """Return the tool that offers the function."""
        properties: dict[str, Json] = {
            name: {"type": "integer" if isinstance(values[0], int) else "string", "description": name.replace("_", " ")}
            for name, values in self.values.items()
        }
        parameters: dict[str, Json] = {
            "type": "object",
            "properties": properties,
            "required": [name for name in self.values if name not in self.optional],
        }
        definition: dict[str, Json] = {"name": self.name, "description": self.description, "parameters": parameters}
        return {"type": "function", "function": {**definition, "strict": False}}

    def arguments(self, choose: Chooser) -> str:
        """Return the text of arguments for a call."""
        chosen = {name: choose.row(values) for name, values in self.values.items()}
        return json.dumps(chosen, ensure_ascii=False)


FUNCTIONS: Final = (
    EverydayFunction(
        "get_weather", "Get the current weather of a place.", {"location": _CITIES, "unit": ("CELSIUS", "FAHRENHEIT")}
    ),
    EverydayFunction("fetch_stock_price", "Get the latest closing price of a share.", {"ticker_symbol": _SIGNS}),
    EverydayFunction("look_up_order", "Get the state of an order by its number.", {"order_number": _STEPS}),
    EverydayFunction(
        "search_articles", "Search the knowledge base.", {"query": _TEXTS, "limit": range(1, 20)}, optional=("limit",)
    ),
    EverydayFunction("define_term", "Look up what a term means.", {"entry": _TEXTS, "language": ("en", "de", "pt")}),
    EverydayFunction("add", "Add two numbers.", {"a": _STEPS, "b": _STEPS}),
    EverydayFunction(
        "book_appointment",
        "Book an appointment for a customer, and send a confirmation.",
        {"customer": PEOPLE, "day": ("2024-06-03", "2025-01-22", "2025-11-05"), "minutes": (15, 30, 45, 60)},
    ),
    EverydayFunction("convert_currency", "Convert an amount.", {"amount": _STEPS, "to": ("EUR", "USD", "JPY", "BRL")}),
)
