using System.Text.Json;
using AfterSales.ClusterTests.FollowUps;
using AfterSales.ClusterTests.Host;
using AfterSales.ClusterTests.Messages;
using AfterSales.Storage;
using MimeKit;

namespace AfterSales.ClusterTests.Notices;

/// <summary>The demo company with a mail server.</summary>
public abstract class MailDemo(StorageProvider provider) : ServedHost(provider)
{
    public MailServer Server { get; } = new();

    protected override IEnumerable<string> Settings =>
    [
        "--Mail:Server=127.0.0.1", $"--Mail:Port={Server.Port}", "--Mail:Security=None", "--Mail:From=service@company.example", "--Mail:LinkUrl=https://service.company.example/care/",
    ];

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        await Server.DisposeAsync();
    }
}

public sealed class MailOnSqliteDemo() : MailDemo(StorageProvider.Sqlite);

public sealed class MailOnPostgreSqlDemo() : MailDemo(StorageProvider.PostgreSql);

/// <summary>The words round a notice are headquarters' to choose, in each language; who is told reads them in his own.</summary>
public abstract class NoticeApiTests(MailDemo host)
{
    private const string Words = "notices.mailWords";

    private readonly Desk _desk = new(host);

    [Fact]
    public async Task A_notice_comes_in_the_words_that_were_set_for_the_recipients_language_and_in_the_standards_in_another()
    {
        var english = Assert.Single((await Template()).GetProperty("words").EnumerateArray(), words => words.GetProperty("language").GetString() == "en");
        Assert.Contains("{Lines}", english.GetProperty("text").GetString(), StringComparison.Ordinal);
        var spanish = new { subject = "[Servicio técnico] {Subject}", text = "Estimado compañero:\n\n{Lines}\n\nGracias ({Count})." };
        Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("manager.sh", "setPolicy", new { key = Words, value = new { es = spanish } }));
        Assert.Equal("value.es.text.{Lines} PLACEHOLDER_MISSING", await Issue(new { es = spanish with { text = "Gracias." } }));
        Assert.Equal("value.es.subject.{Asunto} PLACEHOLDER_UNKNOWN", await Issue(new { es = spanish with { subject = "{Asunto}" } }));
        await _desk.Do("director", "setPolicy", new { key = Words, value = new { es = spanish } }, "policy { key }");
        await Desk.Until(Template, template => template.GetProperty("words").EnumerateArray().Any(words => words.GetProperty("subject").GetString() == spanish.subject));
        // As it will look, before anybody gets it; other languages stay as they were.
        var shown = await Preview("es");
        Assert.StartsWith("[Servicio técnico] ", shown.GetProperty("subject").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("Estimado compañero:\n\n• ", shown.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("Gracias (1).", shown.GetProperty("text").GetString()!.TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain("Servicio", (await Preview("zh-CN")).GetProperty("subject").GetString(), StringComparison.Ordinal);

        // An emergency is told at any hour: three quarters of the half hour in which it is to be answered have gone.
        var (madrid, shanghai) = (await Urgent("dispatcher.mad", "b-mad", "c-mad-1", "Huele a quemado"), await Urgent("receptionist.sh", "b-sh", "c-sh-1", "冒烟"));
        await host.Move(TimeSpan.FromMinutes(25));
        await host.Settle();
        var told = Assert.Single(To("dispatcher.mad"), mail => mail.Subject!.Contains(madrid, StringComparison.Ordinal));
        Assert.StartsWith($"[Servicio técnico] Un compromiso está a punto de incumplirse: {madrid}", told.Subject, StringComparison.Ordinal);
        Assert.Equal("es", told.Body!.Headers[HeaderId.ContentLanguage]);
        Assert.StartsWith("Estimado compañero:\n\n• Un compromiso está a punto de incumplirse", Text(told), StringComparison.Ordinal);
        Assert.Contains("María García Pérez", Text(told), StringComparison.Ordinal);
        var other = Assert.Single(To("dispatcher.sh"), mail => mail.Subject!.Contains(shanghai, StringComparison.Ordinal));
        Assert.StartsWith($"承诺即将超时: {shanghai}", other.Subject, StringComparison.Ordinal);
        Assert.Equal("zh-CN", other.Body!.Headers[HeaderId.ContentLanguage]);
        Assert.DoesNotContain("Estimado", Text(other), StringComparison.Ordinal);

        static string Text(MimeMessage mail) => mail.TextBody!.ReplaceLineEndings("\n");
    }

    private IEnumerable<MimeMessage> To(string person) => host.Server.To($"{person}@demo.example");

    private async Task<JsonElement> Template() => (await _desk.Ask("director", "{ messageTemplates { key words { language subject text } } }"))
        .GetProperty("messageTemplates").EnumerateArray().Single(template => template.GetProperty("key").GetString() == Words);

    private async Task<JsonElement> Preview(string language) =>
        (await _desk.Ask("director", "query($k: String!, $l: String!) { previewMessage(key: $k, language: $l) { subject text problem } }", new { k = Words, l = language })).GetProperty("previewMessage");

    private async Task<string> Issue(object value)
    {
        var error = (await _desk.Ask("director", "mutation($i: SetPolicyInput!) { setPolicy(input: $i) { errors { ... on InputInvalidError { issues { path code } } } } }", new { i = new { key = Words, value } }))
            .GetProperty("setPolicy").GetProperty("errors")[0].GetProperty("issues")[0];
        return $"{error.GetProperty("path").GetString()} {error.GetProperty("code").GetString()}";
    }

    /// <summary>The number of a ticket that is an emergency.</summary>
    private async Task<string> Urgent(string person, string branchId, string customerId, string symptom) =>
        (await _desk.Do(person, "registerTicket", new { branchId, customerId, kind = "REPAIR", symptom, isEmergency = true, isAnotherFault = true }, "ticket { number }")).GetProperty("number").GetString()!;
}

public sealed class NoticeApiOnSqlite(MailOnSqliteDemo host) : NoticeApiTests(host), IClassFixture<MailOnSqliteDemo>;

public sealed class NoticeApiOnPostgreSql(MailOnPostgreSqlDemo host) : NoticeApiTests(host), IClassFixture<MailOnPostgreSqlDemo>;
