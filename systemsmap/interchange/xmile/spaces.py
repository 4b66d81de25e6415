"""The namespaces of XMILE: the standard's, that of Stella's makers, and ours for a mark."""

from systemsmap.rendering.svg import MAP_NAMESPACE

SPACE = "http://docs.oasis-open.org/xmile/ns/XMILE/v1.0"
ISEE = "http://iseesystems.com/XMILE"
OURS = MAP_NAMESPACE
UNBENT = f"{{{OURS}}}unbent"
"""On a connector that nobody bent: its angle is only how we drew it."""
