using AfterSales.Api;
using AfterSales.Questionnaires.Rules;
using Microsoft.AspNetCore.DataProtection;

namespace AfterSales.Questionnaires;

/// <summary>The links of questionnaire sheets.</summary>
public sealed class QuestionnaireLinks(IDataProtectionProvider protection, TimeProvider clock)
{
    private readonly SignedLinks _links = new(protection, clock, "AfterSales.Questionnaires.Link.v1", IQuestionnaireSheetGrain.Prefix);

    /// <summary>Null while there is nothing to answer.</summary>
    public string? LinkOf(QuestionnaireSheet sheet) => sheet.State == SheetState.Open ? _links.LinkTo(sheet.Id, sheet.ExpiresAt) : null;

    public string? SheetOf(string link) => _links.KeyOf(link);
}
