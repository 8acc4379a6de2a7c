package io.daybook.lab.shop;

import com.arjuna.ats.arjuna.common.CoreEnvironmentBeanException;
import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.RecoveryEnvironmentBean;
import com.arjuna.ats.arjuna.common.arjPropertyManager;
import com.arjuna.ats.arjuna.common.recoveryPropertyManager;
import com.arjuna.ats.arjuna.recovery.RecoveryManager;
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTANodeNameXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTATransactionLogXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.XARecoveryModule;
import com.arjuna.ats.jta.common.jtaPropertyManager;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import jakarta.transaction.TransactionManager;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;
import org.postgresql.xa.PGXADataSource;

/** A transaction manager (Narayana) whose log is in a directory. One for each process. */
public final class Coordination {
  private static final String NODE = "lab";

  /** So soon after one look at what is prepared it believes the next. */
  private static final int BETWEEN_LOOKS_SECONDS = 1;

  private Coordination() {}

  /** Sets it up, as its guide says, with a log that is forced to the disk. */
  public static TransactionManager at(Path directory) {
    try {
      arjPropertyManager.getCoreEnvironmentBean().setNodeIdentifier(NODE);
    } catch (CoreEnvironmentBeanException refused) {
      throw new IllegalStateException(refused);
    }
    for (var store : new String[] {null, "communicationStore", "stateStore"}) {
      var bean =
          store == null
              ? BeanPopulator.getDefaultInstance(ObjectStoreEnvironmentBean.class)
              : BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store);
      bean.setObjectStoreDir(directory.toString());
    }
    return com.arjuna.ats.jta.TransactionManager.transactionManager();
  }

  /** A connection that can take part. */
  public static XAConnection connect(int port) throws SQLException {
    var source = new PGXADataSource();
    source.setUrl(Servers.url(port));
    return source.getXAConnection();
  }

  /**
   * Looks once at what is prepared on the servers, and ends what the log of the manager decides.
   */
  public static void recover(List<Integer> ports) throws SQLException {
    var recovery = jtaPropertyManager.getJTAEnvironmentBean();
    recovery.setXaRecoveryNodes(List.of(NODE));
    recovery.setOrphanSafetyInterval(0);
    recovery.setXaResourceOrphanFilterClassNames(
        List.of(
            JTATransactionLogXAResourceOrphanFilter.class.getName(),
            JTANodeNameXAResourceOrphanFilter.class.getName()));
    recoveryPropertyManager
        .getRecoveryEnvironmentBean()
        .setRecoveryBackoffPeriod(BETWEEN_LOOKS_SECONDS);
    var manager = RecoveryManager.manager(RecoveryManager.DIRECT_MANAGEMENT);
    manager.initialize();
    var connections = new ArrayList<XAConnection>();
    for (var port : ports) {
      connections.add(connect(port));
    }
    for (var module : manager.getModules()) {
      if (module instanceof XARecoveryModule xa) {
        xa.addXAResourceRecoveryHelper(new Helper(connections));
      }
    }
    manager.scan();
  }

  /** How often it looks for what was left, as it comes. */
  public static int secondsBetweenRecoveries() {
    return new RecoveryEnvironmentBean().getPeriodicRecoveryPeriod();
  }

  /** How long it waits until it believes what it has seen, as it comes. */
  public static int secondsBetweenLooks() {
    return new RecoveryEnvironmentBean().getRecoveryBackoffPeriod();
  }

  private record Helper(List<XAConnection> connections)
      implements com.arjuna.ats.jta.recovery.XAResourceRecoveryHelper {
    @Override
    public boolean initialise(String ignored) {
      return true;
    }

    @Override
    public XAResource[] getXAResources() throws Exception {
      var resources = new XAResource[connections.size()];
      for (int i = 0; i < resources.length; i++) {
        resources[i] = connections.get(i).getXAResource();
      }
      return resources;
    }
  }
}
