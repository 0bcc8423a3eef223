namespace AfterSales.Tasks.Rules;

/// <summary>What somebody has to do. Its words stand under its name in <c>TaskKinds.resx</c>.</summary>
public enum TaskKind
{
    /// <summary>Read this and confirm it: somebody was to be told at once.</summary>
    Notice,

    /// <summary>Make or complete the customer file (domain.md §2: within two days).</summary>
    CompleteCustomerFile,

    /// <summary>See to the renewal of a contract (S1 P2 (20)).</summary>
    RenewContract,

    /// <summary>A contract ends soon and its renewal is not decided.</summary>
    DecideRenewal,

    /// <summary>Make an inspection that a contract owes, by phone or remotely (S0 P3: monthly).</summary>
    InspectByPhone,
}
