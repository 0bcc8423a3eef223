using System.Globalization;
using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Api;
using AfterSales.Api.Wording;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Contacts;
using AfterSales.Contacts.Rules;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Products;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Technicians;
using AfterSales.Tickets;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Registers;

/// <summary>Reads the registers as their reader may see them. Times are those of the branch's clock.</summary>
public sealed class RegisterBook(
    IGrainFactory grains, IDbContextFactory<AfterSalesDb> databases, IDbContextFactory<AccountsDb> accounts, CustomerFiles customers,
    CustomerAliases aliases, ReferenceCache<IBranchGrain, Branch> branches, TimeProvider clock)
{
    /// <summary>More entries are more paper than anybody reads: the days are chosen closer then.</summary>
    private const int MostRows = 2000;

    private const int UsualDays = 30;

    private static readonly ContactChannel[] Written = [ContactChannel.Letter, ContactChannel.Email, ContactChannel.Fax, ContactChannel.Message, ContactChannel.WebMessage];

    /// <summary>客户档案基本资料表. Null where there is no such file the caller may see.</summary>
    internal async Task<RegisterPage?> CustomerFile(string id, Caller caller, CancellationToken cancellation)
    {
        if (await customers.Find(id, caller) is not { } customer || await branches.Get(customer.BranchId) is not { } branch) return null;
        var keys = await aliases.Of(customer.Id, cancellation);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var products = await db.Set<InstalledProductRow>().AsNoTracking().VisibleTo(caller).Where(row => keys.Contains(row.CustomerId))
            .OrderBy(row => row.Id).Take(MostRows).ToListAsync(cancellation);
        var details = customer.Details;
        List<(string, IReadOnlyList<Cell>)> facts =
        [
            ("Name", [details.Name]), ("Kind", [Cell.Word(details.Kind)]), ("Tier", [Cell.Word(customer.Tier)]),
            ("Phones", [.. details.Phones.Select(phone => (Cell)Shown(phone))]), ("Email", [details.Email]),
            ("Addresses", [.. details.Addresses.Select(address => (Cell)string.Join(", ", new[] { address.Street, address.City, address.Region, address.PostalCode }.Where(part => !string.IsNullOrEmpty(part))))]),
            ("Contacts", [.. details.Contacts.Select(person => (Cell)string.Join(' ', [person.Name, person.Role ?? "", .. person.Phones.Select(Shown)]))]),
            ("Language", [details.Language]),
            ("Refuses", [.. Enum.GetValues<ConsentChannel>().Where(customer.Consents.IsRefusedTo).Select(Cell.Word)]),
            ("NextService", [customer.Service.NextOn is { } on ? Day(on) : ""]),
            ("NextCall", [customer.Service.NextCall is { } call ? $"{Time(branch, call.At)} {call.Topic}" : ""]),
        ];
        return new RegisterPage("CustomerFile", $"{branch.Name} · {customer.Id}", facts, ["Model", "Serial", "Purchased", "Accepted"],
        [
            .. products.Select(row => (IReadOnlyList<Cell>)[row.Model, row.SerialAsWritten ?? row.Serial, row.PurchasedOn is { } bought ? Day(bought) : "", row.AcceptedOn is { } accepted ? Day(accepted) : ""]),
        ]);
    }

    /// <summary>跟踪服务电话记录表: the calls with one customer, newest first.</summary>
    internal async Task<RegisterPage?> CallRecord(string id, Caller caller, CancellationToken cancellation)
    {
        if (await customers.Find(id, caller) is not { } customer || await branches.Get(customer.BranchId) is not { } branch) return null;
        IReadOnlyList<string?> keys = await aliases.Of(customer.Id, cancellation);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var calls = await db.Set<ContactRow>().AsNoTracking().VisibleTo(caller).Where(row => keys.Contains(row.CustomerId) && row.Channel == ContactChannel.Call)
            .OrderByDescending(row => row.At).ThenBy(row => row.Id).Take(MostRows + 1).ToListAsync(cancellation);
        return await List("CallRecord", $"{branch.Name} · {customer.Details.Name}", branch, calls, ["Number", "Time", "Direction", "By", "Subject", "Outcome", "Said"], db,
            (row, words, names) => [row.Number, Time(branch, row.At), Cell.Word(row.Direction), By(row, names), Cell.Word(row.Subject), Outcome(row), words], cancellation);
    }

    /// <summary>跟踪服务电话登记表: the calls of a branch.</summary>
    internal async Task<RegisterPage?> CallList(string branchId, DateOnly? from, DateOnly? to, Caller caller, CancellationToken cancellation)
    {
        if (await Days(branchId, from, to, caller) is not var (branch, first, last)) return null;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var calls = await Of(db, caller, branchId, first, last).Where(row => row.Channel == ContactChannel.Call).Take(MostRows + 1).ToListAsync(cancellation);
        var people = await NamesOf(db, calls, caller, cancellation);
        return await List("CallList", $"{branch.Name} · {Day(first)} – {Day(last)}", branch, calls, ["Number", "Time", "Customer", "Phone", "Direction", "By", "Subject", "Outcome"], db,
            (row, words, names) => [row.Number, Time(branch, row.At), Who(row, people).Name, Who(row, people).Phone, Cell.Word(row.Direction), By(row, names), Cell.Word(row.Subject), Outcome(row)],
            cancellation);
    }

    /// <summary>跟踪服务信函登记表: what was written to and by the customers of a branch.</summary>
    internal async Task<RegisterPage?> LetterList(string branchId, DateOnly? from, DateOnly? to, Caller caller, CancellationToken cancellation)
    {
        if (await Days(branchId, from, to, caller) is not var (branch, first, last)) return null;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var letters = await Of(db, caller, branchId, first, last).Where(row => Written.Contains(row.Channel)).Take(MostRows + 1).ToListAsync(cancellation);
        var people = await NamesOf(db, letters, caller, cancellation);
        return await List("LetterList", $"{branch.Name} · {Day(first)} – {Day(last)}", branch, letters, ["Number", "Time", "Customer", "Channel", "Direction", "By", "Subject", "Outcome", "Gist"], db,
            (row, words, names) => [new Cell(row.Number, Path: $"/registers/letter/{row.Id}"), Time(branch, row.At), Who(row, people).Name, Cell.Word(row.Channel), Cell.Word(row.Direction), By(row, names), Cell.Word(row.Subject), Outcome(row), Gist(words)],
            cancellation);
    }

    /// <summary>维修登记表: the repairs completed at a branch on a day (S1 P2 (24)); without a day, yesterday.</summary>
    internal async Task<RegisterPage?> Repairs(string branchId, DateOnly? day, Caller caller, CancellationToken cancellation)
    {
        if (await Days(branchId, null, null, caller) is not var (branch, _, _)) return null;
        var on = day ?? RepairRegister.Yesterday(branch, clock.GetInstant());
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = await RepairRegister.Of(db, caller, branch.Id, on).AsNoTracking().OrderBy(row => row.CompletedAt).ThenBy(row => row.Id).Take(MostRows + 1).ToListAsync(cancellation);
        var rows = found.Take(MostRows).ToArray();
        var words = await RepairRegister.WordsOf(db, rows, cancellation);
        var cards = caller.May(Permission.SeeSurveys) ? await RepairRegister.CardsOf(db, [.. rows.Select(row => row.Id)], caller.Holding(Permission.SeeSurveys), cancellation) : [];
        string[] ticketKeys = [.. rows.Select(row => row.TicketId)], technicianKeys = [.. rows.Select(row => row.TechnicianId).OfType<string>()];
        var tickets = await db.Set<TicketRow>().AsNoTracking().Where(row => ticketKeys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
        var technicians = await db.Set<TechnicianRow>().AsNoTracking().Where(row => technicianKeys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        string?[] customerKeys = [.. rows.Select(row => row.CustomerId)], productKeys = [.. tickets.Values.Select(row => row.ProductId)];
        var people = await db.Set<CustomerRow>().AsNoTracking().Where(row => customerKeys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        var products = await db.Set<InstalledProductRow>().AsNoTracking().Where(row => productKeys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
        return new RegisterPage("Repairs", $"{branch.Name} · {Day(on)}", [],
            ["Number", "Time", "Customer", "Model", "Serial", "Found", "Done", "Technician", "Category", "Minutes", "OpinionCard"],
            [
                .. rows.Select(row =>
                {
                    var ticket = tickets.GetValueOrDefault(row.TicketId);
                    var product = products.GetValueOrDefault(ticket?.ProductId ?? "");
                    return (IReadOnlyList<Cell>)
                    [
                        ticket?.Number, Time(branch, row.CompletedAt), people.GetValueOrDefault(row.CustomerId ?? ""), product?.Model, product?.SerialAsWritten ?? product?.Serial,
                        words[row].Found, words[row].Done, technicians.GetValueOrDefault(row.TechnicianId ?? ""), row.Category is { } category ? Cell.Word(category) : "",
                        row.Minutes.ToString(CultureInfo.InvariantCulture), cards.TryGetValue(row.Id, out var card) ? Cell.Word(card.State) : "",
                    ];
                }),
            ],
            IsCut: found.Count > MostRows);
    }

    /// <summary>A letter of ours to a customer, for the post, in his language. Null for any other entry, and where it has no words any more.</summary>
    internal async Task<WindowLetter?> Posted(string id, Caller caller, CancellationToken cancellation)
    {
        if (!RecordKey.IsWellFormed(IContactGrain.Prefix, id)
            || await grains.GetGrain<IContactGrain>(id).Read(caller) is not { Channel: ContactChannel.Letter, Direction: ContactDirection.Outgoing, CustomerId: { } to } contact) return null;
        if (await customers.Find(to, caller) is not { Details: var details } || await branches.Get(contact.BranchId) is not { } branch) return null;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var words = (await WordsOf(db, [ContactRow.Of(contact, new RowStamp(1, 1))], cancellation)).GetValueOrDefault(id)?.ReplaceLineEndings("\n").Trim();
        if (string.IsNullOrEmpty(words)) return null;
        // As people write: what it is about stands in the first line.
        var (title, text) = words.Split('\n', 2) is [var first, var rest] ? (first.Trim(), rest.Trim()) : (contact.Number, words);
        return new WindowLetter(
            ReaderLanguage.Best([details.Language]), Letterheads.Of(branch), details.PostalLines(), branch.Calendar.LocalDay(contact.At), contact.Number, title,
            [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]);
    }

    /// <summary>One entry with all its words.</summary>
    internal async Task<RegisterPage?> Letter(string id, Caller caller, CancellationToken cancellation)
    {
        if (!RecordKey.IsWellFormed(IContactGrain.Prefix, id) || await grains.GetGrain<IContactGrain>(id).Read(caller) is not { } contact) return null;
        if (await branches.Get(contact.BranchId) is not { } branch) return null;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var row = ContactRow.Of(contact, new RowStamp(1, 1));
        var words = (await WordsOf(db, [row], cancellation)).GetValueOrDefault(id);
        var who = Who(row, await NamesOf(db, [row], caller, cancellation));
        return new RegisterPage("Letter", $"{branch.Name} · {contact.Number}",
            [("Time", [Time(branch, contact.At)]), ("Customer", [who.Name]), ("Channel", [Cell.Word(contact.Channel)]), ("Subject", [Cell.Word(contact.Subject)]), ("Text", [words])], [], []);
    }

    private async Task<(Branch Branch, DateOnly From, DateOnly To)?> Days(string branchId, DateOnly? from, DateOnly? to, Caller caller)
    {
        if (!caller.ActsFor(branchId) || !RecordKey.IsWellFormed(IBranchGrain.Prefix, branchId) || await branches.Get(branchId) is not { } branch) return null;
        var last = to ?? branch.Calendar.LocalDay(clock.GetInstant());
        return (branch, from ?? last.AddDays(-Math.Min(UsualDays, last.DayNumber)), last);
    }

    private static IQueryable<ContactRow> Of(AfterSalesDb db, Caller caller, string branchId, DateOnly from, DateOnly to) =>
        db.Set<ContactRow>().AsNoTracking().VisibleTo(caller).Where(row => row.BranchId == branchId && row.Day >= from && row.Day <= to).OrderBy(row => row.At).ThenBy(row => row.Id);

    private async Task<RegisterPage> List(
        string title, string of, Branch branch, List<ContactRow> rows, IReadOnlyList<string> columns, AfterSalesDb db,
        Func<ContactRow, string?, IReadOnlyDictionary<string, string>, IReadOnlyList<Cell>> show, CancellationToken cancellation)
    {
        var shown = rows.Take(MostRows).ToArray();
        var words = await WordsOf(db, shown, cancellation);
        var keys = shown.Select(row => row.TakenBy).OfType<string>().Distinct().ToArray();
        await using var book = await accounts.CreateDbContextAsync(cancellation);
        var names = await book.Users.AsNoTracking().Where(account => keys.Contains(account.Id)).ToDictionaryAsync(account => account.Id, account => account.DisplayName, cancellation);
        return new RegisterPage(title, of, [], columns, [.. shown.Select(row => show(row, words.GetValueOrDefault(row.Id), names))], IsCut: rows.Count > MostRows);
    }

    private static async Task<Dictionary<string, string>> WordsOf(AfterSalesDb db, IReadOnlyCollection<ContactRow> rows, CancellationToken cancellation)
    {
        var keys = rows.Select(row => row.Id).ToArray();
        return (await db.Set<JournalTextRow>().AsNoTracking().Where(text => keys.Contains(text.Record) && text.Field == "text" && text.Words != null).ToListAsync(cancellation))
            .GroupBy(text => text.Record).ToDictionary(texts => texts.Key, texts => texts.First().Words!);
    }

    private static async Task<Dictionary<string, (string Name, string Phone)>> NamesOf(AfterSalesDb db, List<ContactRow> rows, Caller caller, CancellationToken cancellation)
    {
        var keys = rows.Select(row => row.CustomerId).OfType<string>().Distinct().ToArray();
        return await db.Set<CustomerRow>().AsNoTracking().VisibleTo(caller).Where(row => keys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => (row.Name, row.Phone ?? ""), cancellation);
    }

    private static (string Name, string Phone) Who(ContactRow row, Dictionary<string, (string Name, string Phone)> people) =>
        row.CustomerId is { } id && people.TryGetValue(id, out var known) ? known
        : (row.CounterpartName ?? "", row.CounterpartPhone is { } phone ? Shown(Phone.Parse(phone)) : "");

    private static Cell By(ContactRow row, IReadOnlyDictionary<string, string> names) =>
        row.TakenBy is not { } account ? new Cell("Service", IsWord: true) : names.GetValueOrDefault(account, account);

    private static Cell Outcome(ContactRow row) => row.Outcome is { } outcome ? Cell.Word(outcome) : "";

    private static string? Gist(string? words) => words?.Split('\n')[0];

    private static string Shown(Phone phone) => phone.Extension is null ? phone.Number : $"{phone.Number} – {phone.Extension}";

    private static string Time(Branch branch, DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"{branch.Calendar.LocalDay(at):yyyy-MM-dd} {branch.Calendar.LocalTime(at):HH\\:mm}");

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
