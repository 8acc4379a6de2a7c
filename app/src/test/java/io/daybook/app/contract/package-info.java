/**
 * What integrators can rely on: the committed documents of the API, and clients written by them.
 */
package io.daybook.app.contract;
