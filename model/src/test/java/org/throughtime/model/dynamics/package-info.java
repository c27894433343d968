/** Tests the methods on maps and networks whose dynamics are known. */
package org.throughtime.model.dynamics;
