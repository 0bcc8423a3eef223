using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AfterSales.ClusterTests.Host;
using AfterSales.Storage;

namespace AfterSales.ClusterTests.Files;

/// <summary>Files as a client sends and gets them, with a scanner that is really asked.</summary>
public abstract class FileHttpTests(ScannedHost host)
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[64]];

    [Fact]
    public async Task A_photo_is_uploaded_attached_and_seen_by_those_who_see_the_customer_and_by_nobody_else()
    {
        var receptionist = await host.DemoToken("receptionist.sh");
        var id = (await Json(await Upload(receptionist, "维修照片/漏水.png", "image/png", Png), HttpStatusCode.Created)).GetProperty("id").GetString()!;
        Assert.Equal(HttpStatusCode.NotFound, (await Download(await host.DemoToken("dispatcher.sh"), id)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Download(receptionist, id)).StatusCode);

        var attached = await host.Ask(receptionist, """
            mutation($r: ID!, $f: ID!) { attachFile(input: { recordId: $r, fileId: $f }) { file { id name size sha256 scan url recordId } errors { ... on Error { code } } } }
            """, new { r = "c-sh-1", f = id });
        var file = attached.GetProperty("attachFile").GetProperty("file");
        Assert.Equal(("漏水.png", Png.Length, "CLEAN", $"/files/{id}"),
            (file.GetProperty("name").GetString(), file.GetProperty("size").GetInt32(), file.GetProperty("scan").GetString(), file.GetProperty("url").GetString()));
        // Where it hangs is said at once, though the file hears of it a moment later.
        Assert.Equal("c-sh-1", file.GetProperty("recordId").GetString());
        await Until(async () => (await Download(await host.DemoToken("dispatcher.sh"), id)).IsSuccessStatusCode);

        var answer = await Download(await host.DemoToken("dispatcher.sh"), id);
        Assert.Equal(Png, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(("attachment", "漏水.png"), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileNameStar));
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(answer.Headers.CacheControl!.NoStore);

        foreach (var stranger in new[] { "dispatcher.mad", "storekeeper.sh", "technician.sh" })
            Assert.Equal(HttpStatusCode.NotFound, (await Download(await host.DemoToken(stranger), id)).StatusCode);
        var customer = await host.Ask(receptionist, "{ customer(id: \"c-sh-1\") { attachments { id name } } }");
        Assert.Contains(customer.GetProperty("customer").GetProperty("attachments").EnumerateArray(), listed => listed.GetProperty("id").GetString() == id);
    }

    [Fact]
    public async Task A_document_of_a_model_names_a_file_that_hangs_on_it_and_every_branch_reads_it()
    {
        var administrator = await host.DemoToken("administrator");
        var known = (await host.Ask(administrator, """{ model(code: "DR-7") { id terms { part months startOrder legalMinimumMonths } parts { code name { en } } } }""")).GetProperty("model");
        var model = known.GetProperty("id").GetString()!;
        var file = (await Json(await Upload(administrator, "接线图.png", "image/png", Png), HttpStatusCode.Created)).GetProperty("id").GetString()!;
        Assert.Equal("model.documents[0].file NOT_ATTACHED", await Amended());
        Assert.Equal(JsonValueKind.Null, (await host.Ask(administrator, "mutation($r: ID!, $f: ID!) { attachFile(input: { recordId: $r, fileId: $f }) { errors { ... on Error { code } } } }", new { r = model, f = file }))
            .GetProperty("attachFile").GetProperty("errors").ValueKind);
        Assert.Null(await Amended());
        var technician = await host.DemoToken("technician.mad");
        await Until(async () => (await Download(technician, file)).IsSuccessStatusCode);
        Assert.Equal(file, (await host.Ask(technician, """{ model(code: "DR-7") { documents { kind file edition } } }""")).GetProperty("model").GetProperty("documents")[0].GetProperty("file").GetString());
        Assert.Equal("INPUT_INVALID", (await host.Ask(administrator, "mutation($r: ID!, $f: ID!) { detachFile(input: { recordId: $r, fileId: $f }) { errors { ... on Error { code } } } }", new { r = model, f = file }))
            .GetProperty("detachFile").GetProperty("errors")[0].GetProperty("code").GetString());

        async Task<string?> Amended()
        {
            var answer = (await host.Ask(administrator, """
                mutation($id: ID!, $model: ModelInput!) { amendModel(input: { id: $id, model: $model }) { errors { ... on Error { code } ... on InputInvalidError { issues { path code } } } } }
                """, new { id = model, model = new
            {
                name = new { en = "Heat pump dryer 7 kg" }, productLine = "washing", parts = known.GetProperty("parts"), terms = known.GetProperty("terms"),
                documents = new[] { new { kind = "DRAWING", title = "接线图", file, edition = "2026-03" } },
            } })).GetProperty("amendModel").GetProperty("errors");
            return answer is { ValueKind: JsonValueKind.Array } ? $"{answer[0].GetProperty("issues")[0].GetProperty("path").GetString()} {answer[0].GetProperty("issues")[0].GetProperty("code").GetString()}" : null;
        }
    }

    [Fact]
    public async Task Files_hang_on_tickets_products_technicians_and_models_and_are_seen_by_who_sees_the_record()
    {
        var dispatcher = await host.DemoToken("dispatcher.sh");
        var found = await host.Ask(dispatcher, """{ tickets(first: 1) { nodes { id } } installedProducts(first: 1) { nodes { id } } model(code: "WM-8") { id } }""");
        var (ticket, product) = (found.GetProperty("tickets").GetProperty("nodes")[0].GetProperty("id").GetString()!, found.GetProperty("installedProducts").GetProperty("nodes")[0].GetProperty("id").GetString()!);
        var model = found.GetProperty("model").GetProperty("id").GetString()!;
        await Hangs("dispatcher.sh", ticket, "ticket", ["receptionist.sh"], ["dispatcher.mad"]);
        await Hangs("dispatcher.sh", product, "installedProduct", ["receptionist.sh"], ["dispatcher.mad", "storekeeper.sh"]);
        await Hangs("manager.sh", "tech-sh-1", "technician", ["dispatcher.sh"], ["dispatcher.mad"]);
        await Hangs("administrator", model, "model", ["dispatcher.mad", "technician.sh"], []);
        foreach (var record in new[] { model, "tech-sh-1" })
        {
            var id = (await Json(await Upload(dispatcher, "x.png", "image/png", Png), HttpStatusCode.Created)).GetProperty("id").GetString()!;
            Assert.Equal("NOT_FOUND", (await Attach(dispatcher, record, id)).GetProperty("errors")[0].GetProperty("code").GetString());
        }

        async Task<JsonElement> Attach(string token, string record, string id, string mutation = "attachFile") => (await host.Ask(
            token, $$"""mutation($r: ID!, $f: ID!) { {{mutation}}(input: { recordId: $r, fileId: $f }) { file { recordId } errors { ... on Error { code } } } }""", new { r = record, f = id }))
            .GetProperty(mutation);

        async Task Hangs(string keeper, string record, string field, string[] see, string[] blind)
        {
            var token = await host.DemoToken(keeper);
            var id = (await Json(await Upload(token, "证书.png", "image/png", Png), HttpStatusCode.Created)).GetProperty("id").GetString()!;
            Assert.Equal(JsonValueKind.Null, (await Attach(token, record, id)).GetProperty("errors").ValueKind);
            foreach (var person in see) await Until(async () => (await Download(await host.DemoToken(person), id)).IsSuccessStatusCode);
            foreach (var stranger in blind) Assert.Equal(HttpStatusCode.NotFound, (await Download(await host.DemoToken(stranger), id)).StatusCode);
            Assert.Contains(id, await Listed());
            var detached = await Attach(token, record, id, "detachFile");
            Assert.Equal(JsonValueKind.Null, detached.GetProperty("errors").ValueKind);
            Assert.Equal(JsonValueKind.Null, detached.GetProperty("file").GetProperty("recordId").ValueKind);
            Assert.DoesNotContain(id, await Listed());

            async Task<IEnumerable<string?>> Listed() =>
                (await host.Ask(token, $$"""query($id: ID!) { {{field}}(id: $id) { attachments { id } } }""", new { id = record })).GetProperty(field)
                .GetProperty("attachments").EnumerateArray().Select(file => file.GetProperty("id").GetString());
        }
    }

    [Fact]
    public async Task Without_a_log_in_nothing_comes_and_nothing_goes()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await Upload(null, "a.png", "image/png", Png)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Download(null, "f-1")).StatusCode);
    }

    [Theory]
    [InlineData("text/html", HttpStatusCode.UnsupportedMediaType, "MEDIA_TYPE_NOT_ALLOWED")]
    [InlineData("image/svg+xml", HttpStatusCode.UnsupportedMediaType, "MEDIA_TYPE_NOT_ALLOWED")]
    [InlineData("image/jpeg", HttpStatusCode.BadRequest, "CONTENT_IS_OF_ANOTHER_TYPE")]
    [InlineData(null, HttpStatusCode.UnsupportedMediaType, "MEDIA_TYPE_NOT_ALLOWED")]
    public async Task What_is_not_what_it_says_or_not_taken_is_refused_by_name(string? type, HttpStatusCode status, string code)
    {
        var problem = await Json(await Upload(await host.DemoToken("agent.sh"), "a.png", type, Png), status);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_above_the_limit_is_refused_whether_it_says_its_length_or_not(bool saysLength)
    {
        byte[] large = [.. Png, .. new byte[ScannedHost.MaxBytes]];
        var answer = await Upload(await host.DemoToken("agent.sh"), "large.png", "image/png", large, chunked: !saysLength);
        Assert.Equal("FILE_TOO_LARGE", (await Json(answer, HttpStatusCode.RequestEntityTooLarge)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task An_infected_file_is_found_at_once_and_neither_attached_nor_given_out()
    {
        var agent = await host.DemoToken("agent.sh");
        var uploaded = await Json(await Upload(agent, "free-gift.txt", "text/plain", "X5O!P%@AP EICAR-STANDARD"u8.ToArray()), HttpStatusCode.Created);
        Assert.Equal("INFECTED", uploaded.GetProperty("scan").GetString());
        var id = uploaded.GetProperty("id").GetString()!;
        Assert.Equal("FILE_INFECTED", (await Json(await Download(agent, id), HttpStatusCode.Gone)).GetProperty("code").GetString());
        var attached = await host.Ask(agent, "mutation($f: ID!) { attachFile(input: { recordId: \"c-sh-2\", fileId: $f }) { errors { ... on Error { code message } } } }", new { f = id });
        Assert.Equal("FILE_INFECTED", attached.GetProperty("attachFile").GetProperty("errors")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Until_the_scanner_has_answered_a_file_is_not_given_out()
    {
        var agent = await host.DemoToken("agent.sh");
        host.Clamd.Answer = "";
        try
        {
            var uploaded = await Json(await Upload(agent, "b.png", "image/png", Png), HttpStatusCode.Created);
            Assert.Equal("WAITING", uploaded.GetProperty("scan").GetString());
            Assert.Equal("FILE_NOT_SCANNED_YET", (await Json(await Download(agent, uploaded.GetProperty("id").GetString()!), HttpStatusCode.Conflict)).GetProperty("code").GetString());
        }
        finally
        {
            host.Clamd.Answer = null;
        }
    }

    [Fact]
    public async Task The_same_request_again_gets_the_first_file()
    {
        var agent = await host.DemoToken("agent.sh");
        var first = await Json(await Upload(agent, "c.png", "image/png", Png, requestId: "up-1"), HttpStatusCode.Created);
        var second = await Json(await Upload(agent, "c.png", "image/png", Png, requestId: "up-1"), HttpStatusCode.Created);
        Assert.Equal(first.GetProperty("id").GetString(), second.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_record_one_may_not_change_takes_no_files()
    {
        var madrid = await host.DemoToken("dispatcher.mad");
        var id = (await Json(await Upload(madrid, "d.png", "image/png", Png), HttpStatusCode.Created)).GetProperty("id").GetString()!;
        foreach (var record in new[] { "c-sh-1", "c-nobody", "b-mad", "nonsense" })
        {
            var answer = await host.Ask(madrid, "mutation($r: ID!, $f: ID!) { attachFile(input: { recordId: $r, fileId: $f }) { errors { ... on Error { code } } } }", new { r = record, f = id });
            Assert.Equal("NOT_FOUND", answer.GetProperty("attachFile").GetProperty("errors")[0].GetProperty("code").GetString());
        }
    }

    private async Task<HttpResponseMessage> Upload(string? token, string name, string? type, byte[] bytes, bool chunked = false, string? requestId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/files?name={Uri.EscapeDataString(name)}{(requestId is null ? "" : $"&requestId={requestId}")}");
        request.Content = chunked ? new StreamContent(new MemoryStream(bytes)) : new ByteArrayContent(bytes);
        if (type is not null) request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (chunked) request.Headers.TransferEncodingChunked = true;
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await host.Client.SendAsync(request);
    }

    private async Task<HttpResponseMessage> Download(string? token, string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/files/{id}");
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await host.Client.SendAsync(request);
    }

    private static async Task<JsonElement> Json(HttpResponseMessage answer, HttpStatusCode status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, text);
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }

    /// <summary>What one record tells another arrives soon.</summary>
    private static async Task Until(Func<Task<bool>> condition)
    {
        for (var i = 0; i < 200 && !await condition(); i++) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
    }
}

/// <summary>The demo company with a small limit and a scanner.</summary>
public abstract class ScannedHost(StorageProvider provider) : ServedHost(provider)
{
    public const int MaxBytes = 300_000;

    internal FakeClamd Clamd { get; } = new();

    protected override IEnumerable<string> Settings => [$"--Files:Clamd=127.0.0.1:{Clamd.Port}", $"--Files:MaxBytes={MaxBytes}"];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Clamd.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

public sealed class SqliteScannedHost() : ScannedHost(StorageProvider.Sqlite);

public sealed class PostgreSqlScannedHost() : ScannedHost(StorageProvider.PostgreSql);

public sealed class FileHttpOnSqlite(SqliteScannedHost host) : FileHttpTests(host), IClassFixture<SqliteScannedHost>;

public sealed class FileHttpOnPostgreSql(PostgreSqlScannedHost host) : FileHttpTests(host), IClassFixture<PostgreSqlScannedHost>;
