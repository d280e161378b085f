"""Liars that take for equal what is only alike."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

from runlaws.document import unstructure
from runlaws.liars._edits import changed, everywhere, texts, without
from runlaws.liars._honest import Decoded, Honest, Tree
from runlaws.values import items_of, json_key, members_of, same_json


class _Alike(Honest):
    """Compares what it makes of the trees of two runs."""

    law = ""

    def compared(self, tree: Tree) -> Tree:
        """Return what is compared of a run."""
        raise NotImplementedError

    def equal(self, left: Decoded, right: Decoded) -> bool:
        return same_json(*(self.compared(unstructure(value.run)) for value in (left, right)))


class ComparesNamesInAnyCase(_Alike):
    """The names of functions are equal to it in any case."""

    law = "equality-significant-fields"

    def compared(self, tree: Tree) -> Tree:
        return changed(tree, "/tools/*/function/name", lambda name: str(name).lower())


class ComparesComposedTexts(_Alike):
    """It composes accents before it compares texts."""

    law = "equality-significant-fields"

    def compared(self, tree: Tree) -> Tree:
        return texts(tree, lambda text: unicodedata.normalize("NFC", text))


class TakesNoTextForNull(_Alike):
    """A text without characters equals null to it, as in some databases."""

    law = "equality-significant-fields"

    def compared(self, tree: Tree) -> Tree:
        return everywhere(tree, lambda value: None if value == "" else value)


class TakesEmptyForNothing(_Alike):
    """Resources that hold nothing equal resources that are not there."""

    law = "equality-significant-fields"

    def compared(self, tree: Tree) -> Tree:
        empty = not tree.get("tool_resources") and "tool_resources" in tree and tree["tool_resources"] is not None
        return without(tree, "/tool_resources") if empty else tree


class ComparesListsAsSets(_Alike):
    """Lists of ids are sets to it: neither order nor repetition counts."""

    law = "equality-significant-fields"

    def compared(self, tree: Tree) -> Tree:
        def as_set(value: Any) -> Any:
            return sorted(set(value)) if isinstance(value, list) and all(isinstance(x, str) for x in value) else value

        return changed(tree, "/tool_resources/*/*", as_set)


class ComparesToolsInAnyOrder(_Alike):
    """It sorts the tools before it compares them."""

    law = "equality-significant-fields"

    def compared(self, tree: Tree) -> Tree:
        return changed(tree, "/tools", lambda tools: sorted(items_of(tools), key=json.dumps))


class ComparesWhatMetadataPrint(_Alike):
    """It compares what the values of metadata print."""

    law = "equality-significant-fields"

    def compared(self, tree: Tree) -> Tree:
        return changed(tree, "/metadata/*", str)


class ComparesArgumentsAsData(_Alike):
    """It reads the arguments of calls and compares the data."""

    law = "equality-significant-fields"

    def compared(self, tree: Tree) -> Tree:
        def data(text: Any) -> Any:
            try:
                return repr(json_key(json.loads(text)))
            except (ValueError, TypeError):
                return text

        return changed(tree, "/required_action/submit_tool_outputs/tool_calls/*/function/arguments", data)


class ComparesTheFirstFile(_Alike):
    """Of several files it compares the first, since there used to be one."""

    law = "equality-significant-fields"

    def compared(self, tree: Tree) -> Tree:
        return changed(tree, "/tool_resources/code_interpreter/file_ids", lambda files: items_of(files)[:1])


class TakesAutoForNothing(_Alike):
    """A choice left to the model equals none at all."""

    law = "equality-significant-fields"

    def compared(self, tree: Tree) -> Tree:
        return changed(tree, "/tool_choice", lambda choice: None if choice == "auto" else choice)


class ComparesKeysInAnyCase(_Alike):
    """Keys of metadata are headers to it, and equal in any case."""

    law = "equality-significant-fields"

    def compared(self, tree: Tree) -> Tree:
        return changed(tree, "/metadata", _in_lower_case)


class ComparesTheBeginningsOfTexts(_Alike):
    """Of long texts it compares as much as a column holds."""

    law = "equality-significant-fields"

    def compared(self, tree: Tree) -> Tree:
        return changed(tree, "/instructions", lambda text: text[:255] if isinstance(text, str) else text)


class ComparesCountsIn16Bits(_Alike):
    """It compares the lower sixteen bits of limits."""

    law = "equality-significant-fields"

    def compared(self, tree: Tree) -> Tree:
        return changed(tree, "/max_prompt_tokens", lambda count: count & 0xFFFF if isinstance(count, int) else count)


class ComparesMetadataInOrder(Honest):
    """Metadata are a list of pairs to it, and another order is another list."""

    law = "equality-spelling-blind"

    def equal(self, left: Decoded, right: Decoded) -> bool:
        keys = [list(members_of(unstructure(value.run)["metadata"])) for value in (left, right)]
        return left.run == right.run and keys[0] == keys[1]


def _in_lower_case(value: Any) -> Any:
    pairs = [[name.lower(), item] for name, item in members_of(value).items()]
    return sorted(pairs, key=json.dumps) if isinstance(value, dict) else value
