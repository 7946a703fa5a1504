/* libxml2's SAX parsers for XML and HTML. */
#ifndef FIGURED_CXML_SHIM_H
#define FIGURED_CXML_SHIM_H

#include <libxml/xmlversion.h>
/* Debian's libxml2 pulls in ICU's headers, which cannot be imported beside Foundation's own ICU; nothing here needs them. */
#undef LIBXML_ICU_ENABLED

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

#endif
