using System.ComponentModel.DataAnnotations;
using AfterSales.Access;

namespace AfterSales.Api.Actions;

[Queries]
public sealed class ActionQueries(IActionForms forms, IReadOnFile onFile)
{
    /// <summary>
    /// What your roles let you do at a record, each as a form, by title. Whether the record is yours to see and stands so that it can be done is the mutation's to say.
    /// </summary>
    /// <param name="on">The record's key; left out: what is about no record.</param>
    [Secured(Permission.UseOwnAccount)]
    public IReadOnlyList<RecordAction> Actions(Caller caller, [GraphQL.Id] string? on = null) => forms.At(on, caller);

    /// <summary>What the form of a mutation that replaces what is on file is filled with. Null where it replaces nothing that a record tells, or is not yours to do, or the record not yours to see.</summary>
    /// <param name="on">The record's key; left out: what is about no record.</param>
    [Secured(Permission.UseOwnAccount)]
    public Task<OnFile?> OnFileAsync([StringLength(100)] string mutation, Caller caller, CancellationToken cancellation, [GraphQL.Id] string? on = null) =>
        onFile.Of(mutation, on, caller, cancellation);
}
