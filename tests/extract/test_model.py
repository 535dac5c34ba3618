"""What pages are made of: a document of a thousand pages has to fit."""

from extract.model import Line

BOX = (0.0, 0.0, 10.0, 10.0)


def test_values_made_alike_share_the_names_of_what_was_given_and_a_copy_has_its_own() -> None:
    one, other = Line(text="甲", box=BOX), Line(text="乙", box=BOX)
    assert one.model_fields_set is other.model_fields_set
    copy = one.model_copy(update={"sealed": 0.5})
    assert copy.model_fields_set == {"text", "box", "sealed"}
    assert one.model_fields_set == {"text", "box"}
    assert copy.model_copy(update={"sealed": 0.0}) == one
