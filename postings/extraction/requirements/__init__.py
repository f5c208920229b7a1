"""What a posting asks for: degrees, years and the alternatives that tie them (semantics.md, 1 and 2)."""
