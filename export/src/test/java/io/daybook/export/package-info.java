/** What must not get out does not. The export of a whole shop is tested in app. */
package io.daybook.export;
