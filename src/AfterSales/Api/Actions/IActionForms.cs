using AfterSales.Access;

namespace AfterSales.Api.Actions;

/// <summary>All mutations as forms (decision 0031).</summary>
public interface IActionForms
{
    /// <summary>What the caller's roles allow at such a record, by title; whether it fits how the record stands, the mutation itself says.</summary>
    /// <param name="key">Null: what is about no record.</param>
    IReadOnlyList<RecordAction> At(string? key, Caller caller);
}

/// <summary>What is on file of what mutations replace (decision 0031).</summary>
public interface IReadOnFile
{
    /// <summary>As the record answers this caller; null where it does not, where he may not do it, or where no record tells what is replaced.</summary>
    /// <param name="key">Of the record; null: what is about none.</param>
    Task<OnFile?> Of(string mutation, string? key, Caller caller, CancellationToken cancellation);
}
