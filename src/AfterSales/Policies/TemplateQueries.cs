using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Api.Wording;
using AfterSales.Records;
using GraphQL;

namespace AfterSales.Policies;

/// <param name="Name">It stands in braces: <c>{Name}</c>.</param>
/// <param name="IsRequired">A text cannot be without it.</param>
/// <param name="IsForTextAlone">It cannot stand in a subject.</param>
[Name("TemplatePlaceholder"), SecuredByParent]
public sealed record PlaceholderView(string Name, bool IsRequired, bool IsForTextAlone);

/// <param name="Text">Plain text.</param>
[Name("TemplateWords"), SecuredByParent]
public sealed record TemplateWordsView(string Language, string Subject, string Text);

/// <summary>What one kind of message says. It is changed by <c>setPolicy</c>, some languages or all of them: <c>{"es": {"subject": "…", "text": "…"}}</c>.</summary>
/// <param name="Key">That of its policy.</param>
/// <param name="Meaning">What it is for, in the caller's language.</param>
/// <param name="Words">As they are in force, by language.</param>
[Name("MessageTemplate"), SecuredByParent]
public sealed record TemplateView(string Key, string Meaning, IReadOnlyList<PlaceholderView> Placeholders, IReadOnlyList<TemplateWordsView> Words);

/// <param name="Problem">Why these words could not be set, in the caller's language; null: they could.</param>
[Name("TemplatePreview"), SecuredByParent]
public sealed record TemplatePreviewView(string Subject, string Text, string? Problem);

[Queries]
public sealed class TemplateQueries(EffectivePolicies policies)
{
    /// <summary>What messages to customers and to people of the company say, and what can be filled in. Null for a branch you may not see.</summary>
    /// <param name="branchId">Left out: headquarters.</param>
    [Secured(Permission.SeePolicies)]
    public async Task<IReadOnlyList<TemplateView>?> MessageTemplatesAsync(Caller caller, string? branchId = null) => await At(branchId, caller) is not { } inForce ? null :
    [
        .. Template.All.Select(template => new TemplateView(template.Words.Key, PolicyWording.Of(template.Words.Key, caller.Language),
            [.. template.Placeholders.Select(known => new PlaceholderView(known.Name, known.IsRequired, known.IsForTextAlone))],
            [.. WordList.Languages.Select(language => template.In(language, inForce) is var words ? new TemplateWordsView(language, words.Subject, words.Text) : null!)])),
    ];

    /// <summary>How a message looks, filled with made-up facts: as it is in force, or with the words given. Null for no such template, or a branch you may not see.</summary>
    /// <param name="key">That of its policy.</param>
    /// <param name="branchId">Left out: headquarters.</param>
    /// <param name="subject">Left out: what is in force.</param>
    /// <param name="text">Left out: what is in force.</param>
    [Secured(Permission.SeePolicies)]
    public async Task<TemplatePreviewView?> PreviewMessageAsync(
        string key, Caller caller, string? branchId = null, [StringLength(20)] string language = WordList.DefaultLanguage, [StringLength(1000)] string? subject = null,
        [StringLength(20_000)] string? text = null)
    {
        if (Template.All.FirstOrDefault(known => known.Words.Key == key) is not { } template || !WordList.Languages.Contains(language)) return null;
        if (await At(branchId, caller) is not { } inForce) return null;
        var current = template.In(language, inForce);
        var words = new TemplateWords(subject ?? current.Subject, text ?? current.Text);
        InputIssue[] issues = [.. template.IssuesOf(words)];
        var shown = template.Preview(words, language);
        return new TemplatePreviewView(shown.Subject, shown.Text, issues.Length == 0 ? null : RefusalWording.Word(new InputInvalid(issues), caller.Language));
    }

    private async ValueTask<PoliciesInForce?> At(string? branchId, Caller caller) =>
        branchId is null ? await policies.At(Assignment.Headquarters)
        : RecordKey.IsWellFormed("b-", branchId) && caller.ActsFor(branchId) ? await policies.At(branchId)
        : null;
}
