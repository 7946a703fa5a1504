/// What the names that a page gives its parts (`class`, `id`, `itemprop`, `role`) say about them.
///
///     class="article-body"     body
///     id="relatedStories"      aside
///     class="sr-only"          unseen
struct Hints: OptionSet, Hashable {
    let rawValue: UInt32

    /// The body of the article.
    static let body = Hints(rawValue: 1 << 0)
    /// Leads elsewhere: related stories, menus, tags.
    static let elsewhere = Hints(rawValue: 1 << 1)
    /// Wants something of the reader: adverts, newsletters, sharing, subscriptions, cookies.
    static let appeal = Hints(rawValue: 1 << 2)
    /// What other readers say.
    static let comments = Hints(rawValue: 1 << 3)
    /// Names, times, counts about the article.
    static let about = Hints(rawValue: 1 << 4)
    /// Text to a picture or film.
    static let caption = Hints(rawValue: 1 << 5)
    /// Not shown.
    static let unseen = Hints(rawValue: 1 << 6)
    /// A standfirst: the sentence between headline and text.
    static let lead = Hints(rawValue: 1 << 7)
    /// Says who wrote it.
    static let author = Hints(rawValue: 1 << 8)
    /// Says when it was published.
    static let published = Hints(rawValue: 1 << 9)
    /// Says when it was changed.
    static let modified = Hints(rawValue: 1 << 10)
    /// The headline.
    static let headline = Hints(rawValue: 1 << 11)
    /// A note that something was corrected.
    static let correction = Hints(rawValue: 1 << 12)
    /// schema.org's word for the body, which outranks a class.
    static let articleBody = Hints(rawValue: 1 << 13)
    /// A copyright line, a credit.
    static let credit = Hints(rawValue: 1 << 14)
    /// A date or a time.
    static let time = Hints(rawValue: 1 << 15)

    /// Words of the story set out once more.
    static let pulled = Hints(rawValue: 1 << 18)

    /// Names the arrangement of the page, whatever else the words of its class mean: "sidebar-grid".
    private static let layout = Hints(rawValue: 1 << 16)

    /// Shown, though "hidden" is among its words: "overflow-hidden", or from some width on, "hidden md:block".
    private static let shown = Hints(rawValue: 1 << 17)

    /// Parts that are no part of the story.
    static let boilerplate: Hints = [.elsewhere, .appeal, .comments, .about, .credit]

    private static let words: [(Hints, String)] = [
        (.body, "articlebody storybody entrycontent postcontent articlecontent articletext storytext maincontent bodytext richtext"),
        (
            .elsewhere,
            """
            related relatedposts relatedarticles recommended recommendation recommendations recirc recirculation nav navbar navigation menu \
            breadcrumb breadcrumbs sidebar trending popular mostread tags taglist tagcloud pagination pager readmore seealso morefrom \
            topics promo teaser teasers outbrain taboola footer sitemap toc furtherreading readnext upnext morestories moreon videoplayer videofallback jwplayer
            """
        ),
        (
            .appeal,
            """
            ad ads adv advert adverts advertisement advertising advertorial sponsor sponsored share sharing shares sharebar social socials \
            newsletter newsletters subscribe subscription signup signin login register cookie cookies consent gdpr popup modal regwall \
            donate donation follow banner survey poll promotion twittertweet instagrammedia tiktokembed fbpost
            """
        ),
        (.comments, "comment comments disqus respond reactions livefyre"),
        (.about, "byline bylines author authors authorbio bio meta postmeta timestamp dateline metadata articlemeta authorbox"),
        (.author, "byline bylines author authors authorname"),
        (.caption, "caption captions figcaption imagecaption wpcaption photocaption"),
        (.credit, "credit credits copyright"),
        (.unseen, "sronly isblind screenreader screenreadertext visuallyhidden hidden assistive accessible"),
        (.lead, "standfirst subtitle subheadline dek lede lead teasertext intro summary excerpt deck kicker subhead sub"),
        (.correction, "correction corrections corrected clarification editorsnote erratum"),
        (.pulled, "pullquote pulledquote pullquotation"),
        (.headline, "headline"),
        (
            .shown,
            """
            smblock mdblock lgblock xlblock smflex mdflex lgflex xlflex smgrid mdgrid lggrid xlgrid sminline mdinline lginline xlinline \
            overflowhidden xhidden yhidden backfacehidden nothidden
            """
        ),
        (.layout, "sidebargrid sidebarlayout hassidebar withsidebar nosidebar sidebarwrap contentsidebar"),
    ]

    private static let byHash: [UInt64: Hints] = {
        var table: [UInt64: Hints] = [:]
        for (hint, list) in words {
            for word in list.split(separator: " ") {
                table[word.utf8.reduce(ByteHash.seed) { ByteHash.adding($1, to: $0) }, default: []].insert(hint)
            }
        }
        return table
    }()

    init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// What the words of a class or id say: each word of its own, and each pair of neighbours as one.
    ///
    ///     "article-body wide"     "article" "body" "articlebody" "wide"
    ///     "relatedStories"        "related" "stories" "relatedstories"
    init(naming name: UnsafeBufferPointer<UInt8>) {
        var found: Hints = []
        var word = ByteHash.seed
        var pair = ByteHash.seed
        var length = 0
        var previous: UInt8 = 0
        func ended() {
            guard length > 0 else { return }
            found.formUnion(Hints.byHash[word] ?? [])
            found.formUnion(Hints.byHash[pair] ?? [])
        }
        for byte in name {
            let isLetter = (0x61...0x7A).contains(byte | 0x20)
            let isCapital = (0x41...0x5A).contains(byte)
            if !isLetter || (isCapital && (0x61...0x7A).contains(previous)) {
                ended()
                pair = byte == 0x20 || length == 0 ? (byte == 0x20 ? ByteHash.seed : pair) : word
                (word, length) = (ByteHash.seed, 0)
            }
            if isLetter {
                word = ByteHash.adding(byte | 0x20, to: word)
                pair = ByteHash.adding(byte | 0x20, to: pair)
                length += 1
            }
            previous = byte
        }
        ended()
        if found.contains(.shown) { found.subtract([.shown, .unseen]) }
        if found.contains(.layout) { found.subtract([.layout, .elsewhere]) }
        self = found
    }
}
