/* libxml2's SAX parsers for XML and HTML. */
#ifndef FIGURED_CXML_SHIM_H
#define FIGURED_CXML_SHIM_H

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>

#endif
