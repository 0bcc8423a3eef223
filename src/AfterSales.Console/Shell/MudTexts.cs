using Microsoft.Extensions.Localization;
using MudBlazor;

namespace AfterSales.Console.Shell;

/// <summary>MudBlazor's own words, out of our resources. What is missing there it says in English.</summary>
internal sealed class MudTexts(IStringLocalizer<MudWords> words) : MudLocalizer
{
    public override LocalizedString this[string key] => words[key];
}

/// <summary>Names <c>MudWords.resx</c>.</summary>
public sealed class MudWords;
