"""Lists of posts: nothing that is in them is out of reach."""

from tests.handlers.desk import Office


async def test_a_long_list_leads_to_all_of_it_and_back(office: Office) -> None:
    anna = await office.person("Anna")
    for number in range(1, 13):
        await anna.types(f"Something new number {number} is baked here")
    await anna.types("/drafts")
    anna.sees("number 12", "number 3")
    anna.sees_not("number 2 ")
    assert "11–12 ▶" in anna.labels
    await anna.presses("11–12 ▶")
    anna.sees("number 2", "number 1")
    anna.sees_not("number 3")
    await anna.presses("◀ 1–10")
    anna.sees("number 12", "11–12 ▶")
    await anna.presses("11–12")
    await anna.presses("Something new number 1 ")
    anna.sees("number 1 is baked here")
