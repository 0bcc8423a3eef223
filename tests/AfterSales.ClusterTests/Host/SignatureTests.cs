using System.Text;

namespace AfterSales.ClusterTests.Host;

/// <summary>What stands as a signature is shown to others later: wherever one is taken, it is a drawing and nothing else (domain.md §3.6).</summary>
public abstract class SignatureTests(ServedHost host)
{
    private readonly Desk _desk = new(host);

    [Fact]
    public async Task Wherever_a_signature_is_taken_it_is_a_drawing_and_nothing_that_runs_or_fetches()
    {
        foreach (var inside in new[] { "<script>alert(1)</script>", "<path d=\"M1 1l9 9\" onclick=\"alert(1)\"/>", "<image href=\"https://x.example/a.png\"/>", "" })
        {
            var signature = Picture("image/svg+xml", $"<svg xmlns=\"http://www.w3.org/2000/svg\">{inside}</svg>");
            Assert.Equal("INPUT_INVALID", await _desk.Code("dispatcher.sh", "finishVisit", new { ticketId = "t-sh-1", found = "x", done = "x", minutes = 1, signedBy = "王伟", signature }));
            Assert.Equal("INPUT_INVALID", await _desk.Code("dispatcher.sh", "bringInProduct", new { ticketId = "t-sh-1", found = "x", signedBy = "王伟", signature }));
            Assert.Equal("INPUT_INVALID", await _desk.Code("dispatcher.sh", "returnProduct", new { ticketId = "t-sh-1", signedBy = "王伟", signature }));
            Assert.Equal("INPUT_INVALID", await _desk.Code("dispatcher.sh", "fileAcceptance", new { ticketId = "t-sh-1", cause = "x", remedy = "x", completion = "x", signedBy = "王伟", sheet = signature }));
            foreach (var (customerSignature, companySignature) in new[] { (signature, Desk.Signature), (Desk.Signature, signature) })
                Assert.Equal("INPUT_INVALID", await _desk.Code("manager.sh", "acceptProject", new { projectId = "prj-none", signedBy = "王伟", customerSignature, companySignature }));
        }

        // By what it is, whatever it is called.
        foreach (var signature in new[] { Picture("image/png", "<svg/>"), Picture("application/pdf", "%PDF-1.4") })
            Assert.Equal("INPUT_INVALID", await _desk.Code("dispatcher.sh", "bringInProduct", new { ticketId = "t-sh-1", found = "x", signedBy = "王伟", signature }));
        Assert.Equal("INPUT_INVALID", await _desk.Code("dispatcher.sh", "fileAcceptance",
            new { ticketId = "t-sh-1", cause = "x", remedy = "x", completion = "x", signedBy = "王伟", sheet = Picture("application/pdf", "<html><script>") }));
    }

    [Fact]
    public async Task A_drawn_signature_is_taken_and_the_refusal_of_another_says_what_is_wrong()
    {
        var ticketId = await _desk.Scheduled(await _desk.Assessed("c-sh-1", "签名测试：不排水"), 60);
        await _desk.OnSite(ticketId);
        var refused = (await _desk.Ask("dispatcher.sh", """
            mutation($i: BringInProductInput!) { bringInProduct(input: $i) { errors { ... on InputInvalidError { message issues { path code } } } } }
            """, new { i = new { ticketId, found = "x", signedBy = "王伟", signature = Picture("image/svg+xml", "<svg/>") } })).GetProperty("bringInProduct").GetProperty("errors")[0];
        Assert.Equal(("signature.base64", "NOT_A_DRAWING"), (refused.GetProperty("issues")[0].GetProperty("path").GetString(), refused.GetProperty("issues")[0].GetProperty("code").GetString()));
        Assert.Contains("PNG", refused.GetProperty("message").GetString(), StringComparison.Ordinal);
        await _desk.Do("dispatcher.sh", "bringInProduct", new { ticketId, found = "x", signedBy = "王伟", signature = Desk.Signature });
    }

    private static object Picture(string mediaType, string text) => new { mediaType, base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) };
}

public sealed class SignaturesOnSqlite(SqliteDemo host) : SignatureTests(host), IClassFixture<SqliteDemo>;

public sealed class SignaturesOnPostgreSql(PostgreSqlDemo host) : SignatureTests(host), IClassFixture<PostgreSqlDemo>;
