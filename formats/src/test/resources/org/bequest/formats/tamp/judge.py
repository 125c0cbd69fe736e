"""Reads DER by a grammar in the notation of ASN.1, and shares no code with what it judges.

usage: judge.py GRAMMAR < lines of "TYPE HEX"

For each line: one line for each primitive value, "path = value", and an empty line; or "refused: why".
The module has implicit tags; a tag on a CHOICE is explicit. What is ANY is shown as its octets.
"""

import re
import sys

UNIVERSAL = {"BOOLEAN": 1, "INTEGER": 2, "BIT STRING": 3, "OCTET STRING": 4, "NULL": 5,
             "OBJECT IDENTIFIER": 6, "ENUMERATED": 10, "UTF8String": 12, "IA5String": 22}
FIELD = re.compile(r"^(?P<name>[a-z][\w-]*)\s+(?:\[(?P<tag>\d+)\]\s*)?(?P<explicit>EXPLICIT\s+)?(?P<type>.+?)"
                   r"(?:\s+(?:(?P<optional>OPTIONAL)|DEFAULT\s+(?P<default>\w+)))?$")


class Refused(Exception):
    pass


def grammar(text):
    text = re.sub(r"--.*", "", text)
    parts = re.split(r"(\w+)\s*::=", text)[1:]
    return {name: " ".join(body.split()) for name, body in zip(parts[::2], parts[1::2])}


def fields(body):
    inner = body[body.index("{") + 1:body.rindex("}")].strip()
    return [FIELD.match(line.strip()).groupdict() for line in inner.split(",")] if inner else []


def split(octets, path):
    """The elements of a constructed value: (identifier, content, all octets)."""
    out, at = [], 0
    while at < len(octets):
        start, tag = at, octets[at]
        if tag & 0x1f == 0x1f:
            raise Refused("long tag at " + path)
        length = octets[at + 1]
        at += 2
        if length >= 0x80:
            count = length & 0x7f
            length = int.from_bytes(octets[at:at + count], "big")
            if count == 0 or length < 0x80 or octets[at] == 0:
                raise Refused("length not DER at " + path)
            at += count
        if at + length > len(octets):
            raise Refused("too short at " + path)
        out.append((tag, octets[at:at + length], octets[start:at + length]))
        at += length
    return out


class Judge:
    def __init__(self, types):
        self.types = types
        self.lines = []

    def resolve(self, kind):
        while kind in self.types and not self.types[kind].startswith(("SEQUENCE", "CHOICE", "ENUMERATED")):
            kind = re.sub(r"\s*[({].*", "", self.types[kind])
        return kind

    def body(self, kind):
        kind = self.resolve(kind)
        return self.types.get(kind, kind)

    def tags(self, kind):
        """The identifiers that a value of this type can begin with; None for any."""
        body = self.body(kind)
        if body.startswith("CHOICE"):
            return [t for f in fields(body) for t in self.field_tags(f)]
        if body.startswith("ANY"):
            return None
        if body.startswith("SEQUENCE"):
            return [0x30]
        return [UNIVERSAL[re.sub(r"\s*[({].*", "", body)]]

    def field_tags(self, field):
        if field["tag"] is None:
            return self.tags(field["type"])
        constructed = self.is_explicit(field) or self.tags(field["type"]) == [0x30]
        return [(0xa0 if constructed else 0x80) | int(field["tag"])]

    def is_explicit(self, field):
        body = self.body(field["type"])
        return bool(field["explicit"]) or body.startswith(("CHOICE", "ANY"))

    def value(self, kind, element, path):
        """A value whose tag has been checked by the caller."""
        body = self.body(kind)
        tag, content, octets = element
        if body.startswith("ANY"):
            self.lines.append("%s = %s" % (path, octets.hex()))
        elif body.startswith("CHOICE"):
            field = next((f for f in fields(body) if self.fits(f, tag)), None)
            if field is None:
                raise Refused("no choice at " + path)
            self.field(field, element, path + "/" + field["name"])
        elif body.startswith("SEQUENCE") and " OF " in body:
            self.list(body, content, path)
        elif body.startswith("SEQUENCE"):
            self.sequence(body, content, path)
        else:
            self.lines.append("%s = %s" % (path, primitive(body, content, path)))

    def fits(self, field, tag):
        tags = self.field_tags(field)
        return tags is None or tag in tags

    def field(self, field, element, path):
        if field["tag"] is not None and self.is_explicit(field):
            inside = split(element[1], path)
            if len(inside) != 1:
                raise Refused("not one value at " + path)
            tags = self.tags(field["type"])
            if tags is not None and inside[0][0] not in tags:
                raise Refused("wrong tag at " + path)
            element = inside[0]
        self.value(field["type"], element, path)

    def sequence(self, body, content, path):
        elements = split(content, path)
        for field in fields(body):
            where = path + "/" + field["name"]
            if elements and self.fits(field, elements[0][0]):
                before = len(self.lines)
                self.field(field, elements.pop(0), where)
                if field["default"] and self.lines[before].endswith(" = " + field["default"]):
                    raise Refused("default encoded at " + where)
            elif field["default"] is None and field["optional"] is None:
                raise Refused("missing " + where)
        if elements:
            raise Refused("more at " + path)

    def list(self, body, content, path):
        elements = split(content, path)
        if "(1..MAX)" in body and not elements:
            raise Refused("empty at " + path)
        if not elements:
            self.lines.append(path + " = empty")
        kind = body.split(" OF ", 1)[1]
        tags = self.tags(kind)
        for index, element in enumerate(elements):
            if tags is not None and element[0] not in tags:
                raise Refused("wrong tag at %s/%d" % (path, index))
            self.value(kind, element, "%s/%d" % (path, index))


def primitive(kind, content, path):
    if kind.startswith("BOOLEAN"):
        if content not in (b"\x00", b"\xff"):
            raise Refused("BOOLEAN at " + path)
        return "TRUE" if content == b"\xff" else "FALSE"
    if kind.startswith(("INTEGER", "ENUMERATED")):
        number = int.from_bytes(content, "big", signed=True)
        if len(content) != max(1, (number if number >= 0 else ~number).bit_length() // 8 + 1):
            raise Refused("INTEGER at " + path)
        bound = re.search(r"\((\d+)\.\.(\d+)\)", kind)
        if bound and not int(bound[1]) <= number <= int(bound[2]):
            raise Refused("out of range at " + path)
        return str(number)
    if kind.startswith("OBJECT IDENTIFIER"):
        return identifier(content)
    if kind.startswith(("UTF8String", "IA5String")):
        return content.decode("utf-8" if kind.startswith("UTF8") else "ascii")
    if kind.startswith("NULL"):
        if content:
            raise Refused("NULL at " + path)
        return "NULL"
    return content.hex()


def identifier(content):
    arcs, number = [], 0
    for octet in content:
        number = number << 7 | octet & 0x7f
        if octet < 0x80:
            arcs.append(number)
            number = 0
    first = min(arcs[0] // 40, 2)
    return ".".join(map(str, [first, arcs[0] - 40 * first] + arcs[1:]))


def judged(types, kind, octets):
    judge = Judge(types)
    try:
        elements = split(octets, kind)
        if len(elements) != 1 or judge.tags(kind) not in (None, [elements[0][0]]):
            raise Refused("not one value of " + kind)
        judge.value(kind, elements[0], kind)
        return judge.lines
    except (Refused, IndexError, UnicodeDecodeError) as fault:
        return ["refused: %s" % fault]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        types = grammar(file.read())
    for line in sys.stdin:
        kind, octets = line.split()
        print("\n".join(judged(types, kind, bytes.fromhex(octets))) + "\n")


if __name__ == "__main__":
    main()
