"""What happens to a page between the printer and the archive: stamps, wear, the scanner or phone, compression.

    recipe ──► ink (stamps, fading, strokes) ──► geometry (one map for all of it) ──► light and lens ──► storage ──►
    PDF of pictures

`levels` says what a recipe holds: 1 office scan, 2 worn with a seal, 3 phone quality, 4 poor; or one kind of
damage alone.
"""
