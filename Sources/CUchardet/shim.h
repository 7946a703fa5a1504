/* Mozilla's guess at an unlabelled encoding. */
#include <uchardet/uchardet.h>
