package io.daybook.lab.blocked;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** A participant as the transaction manager sees it; what passes is counted. */
record MarkedResource(XAResource real, Marks marks) implements XAResource {

  @Override
  public int prepare(Xid xid) throws XAException {
    marks.beforePrepare();
    var vote = real.prepare(xid);
    marks.prepared();
    return vote;
  }

  @Override
  public void commit(Xid xid, boolean onePhase) throws XAException {
    marks.beforeCommit();
    real.commit(xid, onePhase);
    marks.committed();
  }

  @Override
  public void rollback(Xid xid) throws XAException {
    real.rollback(xid);
  }

  @Override
  public void start(Xid xid, int flags) throws XAException {
    real.start(xid, flags);
  }

  @Override
  public void end(Xid xid, int flags) throws XAException {
    real.end(xid, flags);
  }

  @Override
  public void forget(Xid xid) throws XAException {
    real.forget(xid);
  }

  @Override
  public Xid[] recover(int flag) throws XAException {
    return real.recover(flag);
  }

  @Override
  public boolean isSameRM(XAResource other) throws XAException {
    return real.isSameRM(other instanceof MarkedResource marked ? marked.real : other);
  }

  @Override
  public int getTransactionTimeout() throws XAException {
    return real.getTransactionTimeout();
  }

  @Override
  public boolean setTransactionTimeout(int seconds) throws XAException {
    return real.setTransactionTimeout(seconds);
  }
}
