using AfterSales.Access;

namespace AfterSales.Api.Actions;

[Queries]
public sealed class ActionQueries(IActionForms forms)
{
    /// <summary>
    /// What your roles let you do at a record, each as a form, by title. Whether the record is yours to see and stands so that it can be done is the mutation's to say.
    /// </summary>
    /// <param name="on">The record's key; left out: what is about no record.</param>
    [Secured(Permission.UseOwnAccount)]
    public IReadOnlyList<RecordAction> Actions(Caller caller, [GraphQL.Id] string? on = null) => forms.At(on, caller);
}
