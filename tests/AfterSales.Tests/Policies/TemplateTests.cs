using System.Text.Json;
using AfterSales.Api.Wording;
using AfterSales.Policies;
using AfterSales.Policies.Rules;
using AfterSales.Surveys;

namespace AfterSales.Tests.Policies;

public sealed class TemplateTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> Templates => [.. from template in Template.All from language in WordList.Languages select (template.Words.Key, language)];

    [Fact]
    public void Each_kind_of_message_has_a_template() =>
        Assert.Equal(["contracts.expiryWords", "notices.mailWords", "questionnaires.invitationWords", "surveys.invitationWords", "surveys.reminderWords", "tickets.bookedWords", "tickets.delayWords", "tickets.pageWords"], Template.All.Select(template => template.Words.Key));

    [Theory, MemberData(nameof(Templates))]
    public void What_is_said_until_somebody_says_otherwise_can_be_set_and_a_preview_fills_all_of_it(string key, string language)
    {
        var template = Template.All.Single(known => known.Words.Key == key);
        var words = template.In(language, PoliciesInForce.Standard);
        Assert.Empty(template.IssuesOf(words));
        var shown = template.Preview(words, language);
        Assert.DoesNotContain("{", shown.Subject + shown.Text, StringComparison.Ordinal);
        Assert.NotEqual(words.Text, shown.Text);
    }

    [Theory]
    [InlineData("""{"es":{"subject":"Hola {Nombre}","text":"{Link} {Name}"}}""", "value.es.subject.{Nombre} PLACEHOLDER_UNKNOWN")]
    [InlineData("""{"es":{"subject":"Hola {Link}","text":"{Link}"}}""", "value.es.subject.{Link} PLACEHOLDER_UNKNOWN")]
    [InlineData("""{"es":{"subject":"Hola","text":"{Link} {Password} {}"}}""", "value.es.text.{Password} PLACEHOLDER_UNKNOWN, value.es.text.{} PLACEHOLDER_UNKNOWN")]
    [InlineData("""{"es":{"subject":"Hola","text":"Llámenos"}}""", "value.es.text.{Link} PLACEHOLDER_MISSING")]
    [InlineData("""{"es":{"subject":"Hola\nBcc: all@example.com","text":"{Link}"}}""", "value.es.subject FORBIDDEN_CHARACTER")]
    [InlineData("""{"es":{"subject":" ","text":null}}""", "value.es.subject REQUIRED, value.es.text REQUIRED")]
    [InlineData("""{"es":null}""", "value.es.subject REQUIRED, value.es.text REQUIRED")]
    [InlineData("""{"fr":{"subject":"Bonjour","text":"{Link}"}}""", "value.fr LANGUAGE_UNKNOWN")]
    [InlineData("""{}""", "value REQUIRED")]
    public void Words_that_could_not_be_sent_are_refused_by_language_and_name(string given, string issues) =>
        Assert.Equal(issues, string.Join(", ", PolicyBook.Check(SurveyMessagePolicies.InvitationWords, JsonElement.Parse(given)).Issues.Select(issue => $"{issue.Path} {issue.Code}")));

    [Fact]
    public void A_branchs_words_go_before_headquarters_and_those_before_the_standard_ones_each_language_by_itself()
    {
        var headquarters = Set("headquarters", """{"en":{"subject":"Company","text":"{Link}"},"es":{"subject":"Empresa","text":"{Link}"}}""");
        var inForce = new PoliciesInForce(Set("b-mad", """{"es":{"subject":"Madrid","text":"{Link}"}}"""), headquarters);
        Assert.Equal(["Company", "您对我们的服务满意吗？", "Madrid"], WordList.Languages.Select(language => SurveyMessagePolicies.Invitation.In(language, inForce).Subject));
    }

    [Fact]
    public void A_fact_that_looks_like_a_placeholder_is_not_filled_again_and_no_line_breaks_out_of_a_subject()
    {
        var filled = Template.Fill(new TemplateWords("{Name}", "{Name}: {Link} {Other}"), new Dictionary<string, string> { ["Name"] = "{Link}\nBcc: x", ["Link"] = "https://a" });
        Assert.Equal(new TemplateWords("{Link} Bcc: x", "{Link}\nBcc: x: https://a {Other}"), filled);
    }

    private static PlacePolicies Set(string place, string given)
    {
        var (value, issues) = PolicyBook.Check(SurveyMessagePolicies.InvitationWords, JsonElement.Parse(given));
        Assert.Empty(issues);
        return PlacePolicies.Apply(null, Assert.Single(PolicyRules.Set(null, place, SurveyMessagePolicies.InvitationWords.Key, value, "acc-1", Now).Events));
    }
}
