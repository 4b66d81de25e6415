"""The maps that come with the program, in the order they are offered."""

from dataclasses import dataclass
from pathlib import Path

from systemsmap.resources import resource


@dataclass(frozen=True, slots=True)
class Example:
    """A shipped map: its file in `resources/examples` without suffix, and what people read.

    `made_from` is the JSON in `tests/data/maps` it is made from; a blank map comes from none.
    """

    file: str
    title: str
    made_from: str = ""

    @property
    def path(self) -> Path:
        """Where the map file is, in a checkout or installed."""
        return resource(f"examples/{self.file}.smap")


EXAMPLES: tuple[Example, ...] = (
    Example("two_questions", "Blank, with the two questions"),
    Example(
        "digital_by_default", "Digital by default and the contact centre", "01_digital_by_default"
    ),
    Example(
        "standardisation_and_variety",
        "Standardisation and variety",
        "02_standardisation_and_variety",
    ),
    Example("complex_needs_split_up", "Complex needs, split up", "03_complex_needs_split_up"),
    Example(
        "learning_only_about_the_technology",
        "Learning only about the technology",
        "05_technology_only_learning",
    ),
    Example("where_the_centre_looks", "Where the centre looks", "06_attention_of_the_centre"),
    Example(
        "commissioning_and_the_wedge",
        "Commissioning, discovery and the digital wedge",
        "07_commissioning_and_the_wedge",
    ),
    Example("tax_helpline", "A tax helpline under channel shift", "r1_hmrc_phone_service"),
    Example("early_discharge", "Early discharge and the throughput target", "r3_early_discharge"),
    Example("agency_staff", "Agency staff in children's services", "r5_agency_staff"),
    Example("fixes_that_fail", "Fixes that fail", "a1_fixes_that_fail"),
    Example("shifting_the_burden", "Shifting the burden", "a2_shifting_the_burden"),
    Example("eroding_goals", "Eroding goals", "a3_eroding_goals"),
    Example(
        "success_to_the_successful", "Success to the successful", "a4_success_to_the_successful"
    ),
    Example("limits_to_success", "Limits to success", "a5_limits_to_success"),
)
