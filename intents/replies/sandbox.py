"""Where templates are rendered: Jinja's own sandbox, and without what one careless line could fill the memory with."""

from __future__ import annotations

from typing import Any, Final

from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

_FILTERS: Final = frozenset(
    (
        "capitalize count default d dictsort e escape first groupby items join last length list lower map max min "
        "reject rejectattr replace reverse round safe select selectattr sort string sum title trim unique upper"
    ).split()
)
"""Jinja's own filters that make nothing much larger than what they are given."""
_PADDING: Final = frozenset({"center", "expandtabs", "format", "format_map", "ljust", "rjust", "zfill"})
"""Methods of strings by which a number makes a text of any length."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Renders templates that a curator writes: they read what they are given, and cannot reach or make anything else.

    A template that multiplies, takes powers, counts by itself or pads raises SecurityError, which is a TemplateError,
    or does not compile: each of these makes gigabytes of a few letters. Loops go over what is given, which is small.
    """

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.globals.clear()
        self.filters = {name: given for name, given in self.filters.items() if name in _FILTERS}

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Refuse the operators that are not for templates; ``%`` between numbers only tells them apart."""
        if operator == "%" and isinstance(left, int) and isinstance(right, int):
            return left % right
        raise SecurityError(f"templates do not reckon: {operator!r} is not used in them")

    def wrap_str_format(self, value: Any) -> Any:
        """Refuse the method ``format`` of strings, by whatever way a template comes by it."""
        if super().wrap_str_format(value) is not None:
            raise SecurityError("templates do not format: a width makes a text of any length")
        return None

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may look at something."""
        return attr not in _PADDING and super().is_safe_attribute(obj, attr, value)
