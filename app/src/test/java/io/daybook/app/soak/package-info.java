/** Everything asked some thousand times: what is taken is given back. */
package io.daybook.app.soak;
