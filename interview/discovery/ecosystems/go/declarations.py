"""What a Go file declares: its types, its functions, and its methods with their receivers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview.discovery.ecosystems.declaration import Declaration
from interview.discovery.syntax import SyntaxTree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

# The type of `(s *Server)`, `(Server)` and `(l *List[T])`
_RECEIVER = re.compile(r"\(\s*(?:\w+\s+)?\*?\s*(\w+)")


def declarations(text: str) -> list[Declaration]:
    """Return the declarations; raise ValueError for what is no Go."""
    import tree_sitter_go

    code = SyntaxTree(text, tree_sitter_go.language(), "Go")
    return [item for node in code.root.named_children for item in _declarations(code, node)]


def _declarations(code: SyntaxTree, node: Node) -> Iterator[Declaration]:
    if node.type in ("function_declaration", "method_declaration"):
        yield _function(code, node)
    elif node.type == "type_declaration":
        for spec in node.named_children:
            if name := spec.child_by_field_name("name"):
                text = f"type {_dedented(code.text(spec), code.indentation(spec))}"
                yield Declaration.whole(text, _is_exported(code.text(name)))


def _function(code: SyntaxTree, node: Node) -> Declaration:
    name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
    receiver = node.child_by_field_name("receiver")
    owner = _RECEIVER.match(code.text(receiver)) if receiver else None
    public = name is not None and _is_exported(code.text(name))
    if receiver:
        public = public and owner is not None and _is_exported(owner[1])
    end = body.start_byte if body else node.end_byte
    return Declaration.whole(code.between(node.start_byte, end), public)


def _is_exported(name: str) -> bool:
    """Return whether other packages see a name: https://go.dev/ref/spec#Exported_identifiers."""
    return name[:1].isupper()


def _dedented(text: str, indentation: str) -> str:
    """Return a type of a group as it would stand alone."""
    return text.replace(f"\n{indentation}", "\n") if indentation else text
