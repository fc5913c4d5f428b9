"""The description as a page for people: plain HTML without any script, made from the OpenAPI document."""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

import orjson

Document = Mapping[str, Any]

METHODS = ("get", "post", "put", "delete")
DEEPEST = 20
CODE = re.compile(r"`([^`]+)`")

STYLE = """
:root { color-scheme: light dark; --line: #8885; --accent: light-dark(#115e3e, #68d7a1) }
body { font: 16px/1.6 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem 1.25rem 4rem }
h1 { font-size: 2rem; line-height: 1.2 } h2 { margin-top: 3rem }
h3 { font-size: 1.05rem; margin: 2.5rem 0 .25rem; padding-top: 1rem; border-top: 1px solid var(--line) }
code, pre { font: .875rem/1.5 ui-monospace, monospace } h3 code { font-size: 1rem; overflow-wrap: anywhere }
pre { overflow-x: auto; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .75rem }
.method { color: var(--accent); font-weight: 700; text-transform: uppercase }
nav a { display: inline-block; margin-right: 1rem; padding: .5rem 0 } a { color: var(--accent) }
table { border-collapse: collapse; width: 100% } .wide { overflow-x: auto }
td, th { text-align: left; vertical-align: top; padding: .35rem 1rem .35rem 0 }
tr { border-bottom: 1px solid var(--line) }
"""


def page(document: Document) -> str:
    """The whole page."""
    tags = list(dict.fromkeys(tag for _, _, operation in _operations(document) for tag in operation["tags"]))
    links = "".join(f'<a href="#{_anchor(tag)}">{escape(tag)}</a>' for tag in [*tags, "Shapes"])
    body = "".join(_section(document, tag) for tag in tags) + _shapes(document)
    info = document["info"]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(info["title"])} API</title><link rel="stylesheet" href="/api/docs.css"></head>'
        f"<body><main><h1>{escape(info['title'])} API</h1>{_text(info['description'])}"
        '<p>For programs: <a href="/api/openapi.json">/api/openapi.json</a></p>'
        f"<nav>{links}</nav>{body}</main></body></html>"
    )


def _operations(document: Document) -> Iterable[tuple[str, str, Document]]:
    for path, methods in document["paths"].items():
        for method in METHODS:
            if method in methods:
                yield method, path, methods[method]


def _section(document: Document, tag: str) -> str:
    operations = [each for each in _operations(document) if tag in each[2]["tags"]]
    return (
        f'<section><h2 id="{_anchor(tag)}">{escape(tag)}</h2>'
        + "".join(_operation(document, *each) for each in operations)
        + "</section>"
    )


def _operation(document: Document, method: str, path: str, operation: Document) -> str:
    return (
        f'<h3><span class="method">{method}</span> <code>{escape(path)}</code></h3>'
        f"{_text(operation.get('description', ''))}{_session(operation)}"
        f"{_parameters(operation)}{_request(document, operation)}{_responses(document, operation)}"
    )


def _session(operation: Document) -> str:
    schemes = operation.get("security")
    if not schemes:
        return "<p>Needs no session.</p>"
    needed = "A session is optional." if {} in schemes else "Needs a session."
    return f"<p>{needed}</p>"


def _parameters(operation: Document) -> str:
    rows = [
        (
            f"<code>{escape(each['name'])}</code>",
            escape(each["in"]) + (", required" if each.get("required") else ""),
            escape(_kind(each["schema"])),
            _words(each.get("description") or each["schema"].get("description") or ""),
        )
        for each in operation.get("parameters", ())
    ]
    return _table(("Parameter", "Where", "What", ""), rows)


def _request(document: Document, operation: Document) -> str:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if content is None:
        return ""
    return f"<p>Body:</p><pre>{_json(_example(document, content['schema']))}</pre>"


def _responses(document: Document, operation: Document) -> str:
    parts: list[str] = []
    refusals: dict[str, list[str]] = {}
    for status, response in operation["responses"].items():
        for kind, content in response.get("content", {}).items():
            if status.startswith("2"):
                if "example" in content:
                    example = escape(content["example"])
                else:
                    example = _json(_example(document, content["schema"]))
                parts.append(f"<p>{escape(status)}, <code>{escape(kind)}</code>:</p><pre>{example}</pre>")
        if not status.startswith("2"):
            shape = next((_name(content["schema"]) for content in response.get("content", {}).values()), "")
            refusals.setdefault(shape, []).append(f"{escape(status)} {escape(response['description'])}")
    rows = [("<br>".join(statuses), _shape_link(shape)) for shape, statuses in refusals.items()]
    return "".join(parts) + _table(("Refused with", "Shape"), rows)


def _shapes(document: Document) -> str:
    parts = ['<section><h2 id="shapes">Shapes</h2>']
    for name, schema in document["components"]["schemas"].items():
        rows = [
            (
                f"<code>{escape(field)}</code>",
                escape(_kind(value)),
                "required" if field in schema.get("required", ()) else "",
                _words(value.get("description", "")),
            )
            for field, value in schema.get("properties", {}).items()
        ]
        parts.append(f'<h3 id="{_anchor(name)}"><code>{escape(name)}</code></h3>')
        parts.append(_text(schema.get("description", "")) + _table(("Field", "What", "", ""), rows))
    return "".join(parts) + "</section>"


def _example(document: Document, schema: Document, depth: int = 0) -> Any:
    if depth > DEEPEST:
        return None
    if "$ref" in schema:
        return _example(document, document["components"]["schemas"][_name(schema)], depth + 1)
    if schema.get("examples"):
        return schema["examples"][0]
    for known in ("const", "default"):
        if schema.get(known) is not None:
            return schema[known]
    if "anyOf" in schema:
        return _example(document, schema["anyOf"][0], depth + 1)
    if schema.get("type") == "object":
        fields = schema.get("properties", {})
        return {field: _example(document, value, depth + 1) for field, value in fields.items()}
    if schema.get("type") == "array":
        return [_example(document, schema["items"], depth + 1)]
    if schema.get("format") == "date-time":
        return "2026-11-26T05:00:00Z"
    if "enum" in schema:
        return schema["enum"][0]
    return {"string": "…", "integer": 1, "number": 1.0, "boolean": True}.get(schema.get("type", ""))


def _kind(schema: Document) -> str:
    if "$ref" in schema:
        return _name(schema)
    if "anyOf" in schema:
        return " or ".join(_kind(each) for each in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    kind = " ".join(str(schema[part]) for part in ("type", "format") if part in schema)
    limits = {"minimum": "≥ ", "maximum": "≤ ", "minLength": "length ≥ ", "maxLength": "length ≤ "}
    said = [f"{words}{schema[limit]}" for limit, words in limits.items() if limit in schema]
    if "enum" in schema:
        said.append(" | ".join(map(str, schema["enum"])))
    return ", ".join([kind, *said]) if kind else ", ".join(said)


def _name(schema: Document) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _shape_link(name: str) -> str:
    return f'<a href="#{_anchor(name)}">{escape(name)}</a>' if name else ""


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    if not rows:
        return ""
    head = "".join(f"<th>{escape(each)}</th>" for each in heads)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _text(text: str) -> str:
    return "".join(f"<p>{_words(' '.join(each.split()))}</p>" for each in text.split("\n\n") if each.strip())


def _words(text: str) -> str:
    return CODE.sub(r"<code>\1</code>", escape(text))


def _anchor(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _json(value: Any) -> str:
    return escape(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode(), quote=False)
