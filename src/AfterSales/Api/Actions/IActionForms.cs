using AfterSales.Access;

namespace AfterSales.Api.Actions;

/// <summary>All mutations as forms (decision 0031).</summary>
public interface IActionForms
{
    /// <summary>What the caller's roles allow at such a record, by title; whether it fits how the record stands, the mutation itself says.</summary>
    /// <param name="key">Null: what is about no record.</param>
    IReadOnlyList<RecordAction> At(string? key, Caller caller);
}
