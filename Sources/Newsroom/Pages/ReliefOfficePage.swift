/// The situation page of the Joint Relief Coordination Office: plain, a table for the layout, the date in its head.
func reliefOfficePage(of story: Story) -> String {
    """
    <html>
    <head>
    <meta http-equiv="Content-Type" content="text/html; charset=utf-8">
    <meta name="date" content="\(escaped(story.published))">
    <title>\(escaped(story.title))</title>
    </head>
    <body bgcolor="#ffffff">
    <table width="900"><tr>
    <td width="180" valign="top">
    <p><b>Joint Relief Coordination Office</b></p>
    <p><a href="/relief-office/">About us</a><br><a href="/relief-office/">Situation</a><br><a href="/relief-office/">Documents</a><br><a href="/relief-office/">Vacancies (3)</a></p>
    </td>
    <td valign="top">
    <h1>\(escaped(story.title))</h1>
    \(markup(of: story.blocks, indent: ""))
    <hr>
    <p><small>\(fictionNotice) · Adjumani duty office, telephone 555 0142</small></p>
    </td>
    </tr></table>
    </body>
    </html>

    """
}
