"""What a TypeScript file exports: functions, classes, interfaces, types, enumerations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.discovery.ecosystems.declaration import Declaration
from interview.discovery.syntax import SyntaxTree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

BODY = "{ /* ... */ }"
"""What stands for a body: it can be read as code wherever a body can."""

LONGEST = 80
"""Characters of a field's value or of a decorator; a longer one is left out."""

_FUNCTIONS = ("function_declaration", "generator_function_declaration")
_CLASSES = ("class_declaration", "abstract_class_declaration")
_WHOLE = ("interface_declaration", "type_alias_declaration", "enum_declaration",
          "function_signature", "ambient_declaration")  # fmt: skip
_VARIABLES = ("lexical_declaration", "variable_declaration")
_VALUES = ("arrow_function", "function_expression", "generator_function")
_SIGNATURES = ("method_signature", "abstract_method_signature", "index_signature")


def declarations(text: str, *, jsx: bool = False) -> list[Declaration]:
    """Return the declarations; raise ValueError for what is no TypeScript."""
    import tree_sitter_typescript as grammars

    grammar = grammars.language_tsx() if jsx else grammars.language_typescript()
    code = SyntaxTree(text, grammar, "TypeScript")
    exported = frozenset(name for node in code.root.children for name in _exported(code, node))
    return [item for node in code.root.named_children for item in _statement(code, node, exported)]


def _exported(code: SyntaxTree, node: Node) -> Iterator[str]:
    """Yield the names that a statement exports apart from their declarations."""
    if node.type != "export_statement" or node.child_by_field_name("source"):
        return
    for child in node.named_children:
        if child.type == "identifier":  # export default name, export = name
            yield code.text(child)
        for specifier in child.named_children if child.type == "export_clause" else ():
            if name := specifier.child_by_field_name("name"):
                yield code.text(name)


def _statement(code: SyntaxTree, node: Node, exported: frozenset[str]) -> Iterator[Declaration]:
    if node.type != "export_statement":
        for declaration, name in _declared(code, node, ""):
            yield declaration._replace(public=name in exported)
        return
    inner = node.child_by_field_name("declaration")
    value = node.child_by_field_name("value")
    if inner:
        for declaration, _ in _declared(code, inner, _before(code, node, inner)):
            yield declaration
    elif value and value.type == "class":  # export default class { ... }
        yield _class(code, value, _before(code, node, value))
    elif value and value.type in _VALUES:
        yield Declaration.whole(f"{_before(code, node, value)}{_bodiless(code, value, value)};")
    elif any(_exported(code, node)):
        yield Declaration.whole(code.text(node))


def _declared(code: SyntaxTree, node: Node, before: str) -> Iterator[tuple[Declaration, str]]:
    """Yield what a declaration declares, and the name; `before` stands before it."""
    name = node.child_by_field_name("name")
    if node.type in _VARIABLES:
        for variable, value in _functions(node):
            # `export const a = () => 1, b = () => 2` declares two
            kind = f"{before}{code.between(node.start_byte, node.named_children[0].start_byte)} "
            text = f"{kind}{_bodiless(code, variable, value)};"
            yield Declaration.whole(text), code.text(variable.named_children[0])
    elif node.type in _CLASSES and name:
        yield _class(code, node, before), code.text(name)
    elif node.type in _FUNCTIONS and name:
        yield Declaration.whole(f"{before}{_bodiless(code, node, node)}"), code.text(name)
    elif node.type in _WHOLE:
        yield Declaration.whole(f"{before}{code.text(node)}"), code.text(name) if name else ""


def _functions(node: Node) -> Iterator[tuple[Node, Node]]:
    for variable in node.named_children:
        value = variable.child_by_field_name("value")
        if value and value.type in _VALUES:
            yield variable, value


def _bodiless(code: SyntaxTree, node: Node, function: Node) -> str:
    """Return a node up to the body of the function in it."""
    body = function.child_by_field_name("body")
    if body is None:
        return code.text(node)
    return f"{code.between(node.start_byte, body.start_byte)} {BODY}"


def _before(code: SyntaxTree, node: Node, inner: Node) -> str:
    """Return what stands before a node inside of another: decorators, `export default`."""
    text = ""
    for child in node.children:
        if child.start_byte >= inner.start_byte:
            break
        if child.type == "decorator":
            text += f"{_decorator(code, child)}\n"
        elif child.type != "comment":
            text += f"{code.text(child)} "
    return text


def _decorator(code: SyntaxTree, node: Node) -> str:
    text = code.text(node)
    if len(text) <= LONGEST and "\n" not in text:
        return text
    return f"{text.partition('(')[0]}(/* ... */)"


def _class(code: SyntaxTree, node: Node, before: str) -> Declaration:
    body = node.child_by_field_name("body")
    start = next(child for child in node.children if child.type not in ("decorator", "comment"))
    end = body.start_byte if body else node.end_byte
    head = f"{before}{_before(code, node, start)}{code.between(start.start_byte, end)}"
    members = tuple(_members(code, body)) if body else ()
    if not members:
        return Declaration(f"{head} {BODY if body and body.named_children else '{}'}")
    return Declaration(f"{head} {{", members, "}", indent="  ")


def _members(code: SyntaxTree, body: Node) -> Iterator[str]:
    """Yield the public fields and methods, each with its own decorators and indentation."""
    decorators: list[Node] = []
    for node in body.named_children:
        if node.type == "decorator":
            decorators.append(node)
            continue
        text = _member(code, node) if _is_public(code, node) else ""
        if text:
            lines = [*(_decorator(code, decorator) for decorator in decorators), text]
            yield "\n".join(f"{code.indentation(node) or '  '}{line}" for line in lines)
        if node.type != "comment":
            decorators = []


def _member(code: SyntaxTree, node: Node) -> str:
    if node.type == "method_definition":
        return _bodiless(code, node, node)
    if node.type in _SIGNATURES:
        return f"{code.text(node)};"
    if node.type != "public_field_definition":
        return ""
    value = node.child_by_field_name("value")
    if value and value.type in _VALUES:
        return f"{_bodiless(code, node, value)};"
    if value and (len(code.text(value)) > LONGEST or "\n" in code.text(value)):
        return f"{code.between(node.start_byte, value.start_byte).rstrip('= ')};"
    return f"{code.text(node)};"


def _is_public(code: SyntaxTree, node: Node) -> bool:
    name = node.child_by_field_name("name")
    if name and name.type == "private_property_identifier":
        return False
    return not any(
        child.type == "accessibility_modifier" and code.text(child) != "public"
        for child in node.children
    )
