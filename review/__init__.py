"""The review page: evidence beside data, what is doubtful settled once by a person.

    command   `jixiao review`: where it listens, and that nobody else's machine does
    app       the pages by their addresses
    guard     who may ask, and what a browser may do with the answers
    room      what the pages share: the desk, what was read of the store, the export to come
    start  queue  spot  document  findings  unit     a module a page
    edits  said    what is posted, as corrections
    ink       windows on a page's picture
    charts    pictures of numbers, as SVG
    words     the pages' language
    templates/  static/                        what the browser gets

It knows `pipelines`' public functions and nothing below them. Text of documents is text everywhere: templates escape,
no script and no style stands in a page, and the browser is told to run none but our own files.
"""
