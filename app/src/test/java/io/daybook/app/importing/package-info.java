/** The importer against a running platform. */
package io.daybook.app.importing;
