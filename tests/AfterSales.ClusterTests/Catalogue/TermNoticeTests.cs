using AfterSales.Access;
using AfterSales.Catalogue;
using AfterSales.Catalogue.Rules;
using AfterSales.Records;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;

namespace AfterSales.ClusterTests.Catalogue;

/// <summary>If a warranty period changes, the service staff hears of it at once (S1 P1 5.2).</summary>
public abstract class TermNoticeTests(TestCluster cluster)
{
    private static readonly Caller Headquarters = TestCluster.At(Assignment.Headquarters, Role.Administrator);

    private static readonly ModelDetails Washer = new(new LocalText("Washer", "洗衣机", "Lavadora"), "washing", [],
        [new WarrantyTerm(null, 12, WarrantyTerm.UsualStartOrder)], [], [], LocalText.None);

    [Fact]
    public async Task A_promotion_is_told_to_the_service_staff_of_every_branch_once()
    {
        var (near, far) = (await Company.Open(cluster), await Company.Open(cluster));
        var model = await Model("told");
        var offer = new Intent<Promotion>(
            new Promotion(0, new LocalText("Spring", "春季", null), null, 24, new DateOnly(2026, 4, 1), new DateOnly(2026, 4, 30)), Headquarters, "offer-1");
        await Company.Accepted(model.Announce(offer));
        await Company.Accepted(model.Announce(offer));
        await cluster.Time.Settle();
        foreach (var company in new[] { near, far })
        {
            var notice = Assert.Single(await Notices(company, model));
            Assert.Equal((TaskKind.Notice, Role.Dispatcher, cluster.Now.AddHours(24)), (notice.Kind, notice.Role, notice.DueAt));
            var words = Assert.Single(await cluster.Rows<JournalTextRow>(rows => rows.Where(row => row.Record == notice.Id))).Words;
            Assert.Equal("told · Spring / 春季 · 24 M · 2026-04-01 – 2026-04-30", words);
        }
    }

    [Fact]
    public async Task Withdrawing_a_promotion_and_changing_a_term_are_told_too_and_what_changes_no_term_is_not()
    {
        var company = await Company.Open(cluster);
        var model = await Model("again");
        await Company.Accepted(model.Announce(new Intent<Promotion>(
            new Promotion(0, new LocalText("Autumn", null, null), null, 24, new DateOnly(2030, 9, 1), new DateOnly(2030, 9, 30)), Headquarters)));
        await Company.Accepted(model.EndPromotion(new Intent<EndPromotion>(new EndPromotion(1, new DateOnly(2030, 8, 31)), Headquarters)));
        await Company.Accepted(model.Amend(new Intent<ModelDetails>(Washer with { Terms = [new WarrantyTerm(null, 18, WarrantyTerm.UsualStartOrder)] }, Headquarters)));
        await Company.Accepted(model.Amend(new Intent<ModelDetails>(
            Washer with { Terms = [new WarrantyTerm(null, 18, WarrantyTerm.UsualStartOrder)], ProductLine = "laundry" }, Headquarters)));
        await Company.Accepted(model.Archive(new Intent<ArchiveModel>(new ArchiveModel(), Headquarters)));
        await cluster.Time.Settle();
        Assert.Equal(3, (await Notices(company, model)).Count);
    }

    [Fact]
    public async Task The_catalogue_is_headquarters_to_change()
    {
        var company = await Company.Open(cluster);
        var model = await Model("mine");
        await Company.Refused<NotFound>(model.Archive(company.Intent(new ArchiveModel())));
        await Company.Refused<NotFound>(cluster.Grains.GetGrain<IModelGrain>(IModelGrain.KeyOf($"new-{Guid.NewGuid()}"))
            .Register(company.Intent(new RegisterModel("new", Washer))));
        await Company.Refused<AlreadyExists>(model.Register(new Intent<RegisterModel>(new RegisterModel("MINE ", Washer), Headquarters)));
    }

    private async Task<IModelGrain> Model(string code)
    {
        var model = cluster.Grains.GetGrain<IModelGrain>(IModelGrain.KeyOf(code));
        await Company.Accepted(model.Register(new Intent<RegisterModel>(new RegisterModel(code, Washer), Headquarters)));
        return model;
    }

    private Task<List<WorkTaskRow>> Notices(Company company, IModelGrain model)
    {
        var about = model.GetPrimaryKeyString();
        return cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.BranchId == company.BranchId && row.About == about));
    }
}

public sealed class TermNoticeTestsOnSqlite(SqliteCluster cluster) : TermNoticeTests(cluster), IClassFixture<SqliteCluster>;

public sealed class TermNoticeTestsOnPostgreSql(PostgreSqlCluster cluster) : TermNoticeTests(cluster), IClassFixture<PostgreSqlCluster>;
