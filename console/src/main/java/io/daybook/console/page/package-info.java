/** What all pages have: the frame, the templates, and the words for what was refused. */
@NullMarked
package io.daybook.console.page;

import org.jspecify.annotations.NullMarked;
