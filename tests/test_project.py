def test_the_database_can_be_made(seeker):
    assert str(seeker) == "Seeker"
