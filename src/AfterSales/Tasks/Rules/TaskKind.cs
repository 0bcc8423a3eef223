namespace AfterSales.Tasks.Rules;

/// <summary>What somebody has to do. Its words stand under its name in <c>TaskKinds.resx</c>.</summary>
public enum TaskKind
{
    /// <summary>Read this and confirm it: somebody was to be told at once.</summary>
    Notice,

    /// <summary>Make or complete the customer file (domain.md §2: within two days).</summary>
    CompleteCustomerFile,
}
