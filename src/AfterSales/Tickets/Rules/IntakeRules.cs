using System.Collections.Immutable;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Products.Rules;
using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>What the files say of the customer and the product.</summary>
/// <param name="Support">Null where the customer has no support group.</param>
/// <param name="OutOfUse">Where the product is not in use any more: what speaks against work on it.</param>
public sealed record KnownFacts(bool HasName, bool HasAddress, ProductDetails? Product, SupportOwed? Support = null, ProductOutOfUse? OutOfUse = null);

/// <summary>Who looks after the customer together, and how long each has to see a new ticket.</summary>
/// <param name="Members">Accounts.</param>
public sealed record SupportOwed(ImmutableList<string> Members, int WorkingHours);

/// <summary>Taking a request down, and asking for what is missing (S1 §8, S2).</summary>
public static class IntakeRules
{
    /// <summary>What is missing is listed, not refused: a phone number and a symptom are enough.</summary>
    public static Decision Register(
        string id, string number, RegisterTicket request, KnownFacts known, string owner, WorkingCalendar calendar, int sellerHours, DateTimeOffset now)
    {
        if (Incomplete(request, calendar.LocalDay(now)) is { } incomplete) return incomplete;
        if (request.Kind != TicketKind.Internal && request.CustomerId is null) return InputInvalid.At("customerId", "REQUIRED");
        if (request.Kind == TicketKind.Internal && (request.CustomerId ?? request.ProductId) is not null) return new InternalWorkHasNoCustomer();
        // What was heard in a follow-up call is taken as it was said.
        if (request.HeardIn is null && MayBeWorkedOn(request.Kind, known) is { } outOfUse) return outOfUse;
        var missing = Wanted(request.Kind, request.Channel).RemoveAll(fact => IsKnown(fact, known, request.Model, request.PurchasedOn, request.SymptomDetail, request.Wish));
        DateTimeOffset? askCustomerAt = missing.IsEmpty ? null : calendar.Due(now, TimeSpan.FromHours(sellerHours)) ?? now;
        var support = known.Support is { } owed ? new Support(owed.Members, calendar.Due(now, TimeSpan.FromHours(owed.WorkingHours)) ?? now) : null;
        return new TicketRegistered(
            id, number, request.BranchId, request.CustomerId, request.ProductId, request.Kind, request.Channel, request.IsEmergency, now,
            calendar.LocalDay(now), owner, Blank(request.Model), request.PurchasedOn, missing, askCustomerAt, request.Link, request.Symptom,
            Blank(request.SymptomDetail), Blank(request.Wish), request.HeardIn, known.Product?.Model ?? Blank(request.Model), support, request.ContractId);
    }

    /// <summary>Null when who is known by his number alone may get a file for his request, where he has none: nobody gets one for a request that is not taken.</summary>
    /// <param name="number">Null: it can't be read, for this <paramref name="problem"/>.</param>
    /// <param name="isKnown">A file has the number.</param>
    /// <param name="isProductKnown">The product that is named is on file.</param>
    /// <param name="today">At the branch.</param>
    public static Refusal? MayGetFile(RegisterTicket request, Phone? number, string? problem, bool isKnown, bool isProductKnown, DateOnly today) =>
        Incomplete(request, today) is { } incomplete ? incomplete
        : number is null ? InputInvalid.At("phone", problem ?? "REQUIRED")
        // Who has no file has no product on file either.
        : isKnown || request.ProductId is not { } product ? null
        : isProductKnown ? new ProductOfAnotherCustomer(product, number.Number) : new NotFound(product);

    /// <summary>What speaks against the request whoever it is of.</summary>
    /// <param name="today">At the branch.</param>
    private static InputInvalid? Incomplete(RegisterTicket request, DateOnly today)
    {
        var issues = new List<InputIssue>();
        if (string.IsNullOrWhiteSpace(request.Symptom)) issues.Add(new("symptom", "REQUIRED"));
        if (request.PurchasedOn > today) issues.Add(new("purchasedOn", "IN_THE_FUTURE"));
        return issues.Count > 0 ? new InputInvalid([.. issues]) : null;
    }

    /// <summary>The second report of the same open fault is kept with the first (S0 P5).</summary>
    /// <param name="awaited">By when it is to be solved, where it was heard in a follow-up call. One that runs already stands.</param>
    public static Decision Report(Ticket ticket, ReportAgain report, SolutionAwaited? awaited, DateTimeOffset now) =>
        TicketSteps.MustBeOpen(ticket) is { } over ? over
        : string.IsNullOrWhiteSpace(report.Symptom) ? InputInvalid.At("symptom", "REQUIRED")
        : Decision.Of(
        [
            new ReportJoined(report.Channel, now, report.Symptom, Blank(report.Wish), report.HeardIn),
            .. report.IsEmergency && !ticket.Intake.IsEmergency ? [new EmergencyFlagged(now)] : Array.Empty<Event>(),
            .. awaited is not null && ticket.Intake.ReportUpAt is null ? [awaited] : Array.Empty<Event>(),
        ]);

    /// <summary>Each supplied fact shortens the list. What the files know by now is taken off as well.</summary>
    public static Decision Supply(Ticket ticket, SupplyFacts supplied, KnownFacts known, DateOnly today)
    {
        if (TicketSteps.MustBeOpen(ticket) is { } over) return over;
        if (supplied.PurchasedOn > today) return InputInvalid.At("purchasedOn", "IN_THE_FUTURE");
        if (supplied.ProductId is not null && supplied.ProductId != ticket.ProductId && MayBeWorkedOn(ticket.TicketKind, known) is { } outOfUse) return outOfUse;
        var facts = ticket.Intake.Missing.FindAll(
            fact => IsKnown(fact, known, supplied.Model, supplied.PurchasedOn, supplied.SymptomDetail, supplied.Wish));
        var happened = new FactsSupplied(facts, supplied.ProductId, Blank(supplied.Model), supplied.PurchasedOn, Blank(supplied.SymptomDetail), Blank(supplied.Wish),
            known.Product?.Model ?? Blank(supplied.Model));
        return facts.IsEmpty && happened is { ProductId: null, Model: null, PurchasedOn: null, SymptomDetail: null, Wish: null } ? Decision.NothingToDo : happened;
    }

    public static Decision PassOn(Ticket ticket, WorkingCalendar calendar, DateTimeOffset now) =>
        ticket.Intake.Clarification is { With: ClarifyWith.Seller } && ticket.Step.IsOpen() ? new ClarificationPassedOn(now, calendar.ClosingAfter(now)) : Decision.NothingToDo;

    public static Decision Flag(Ticket ticket, DateTimeOffset now) =>
        ticket.Intake.IsEmergency ? Decision.NothingToDo : TicketSteps.MustBeOpen(ticket) ?? (Decision)new EmergencyFlagged(now);

    /// <param name="unable">The name of the account where nobody there would arrange the ticket; null where somebody does: of the branch, a department, or a dealer (S3 ⑹-2 四2). What the last two arranged the branch's dispatcher books.</param>
    public static Decision HandOver(Ticket ticket, HandOverTicket request, string? unable, DateTimeOffset now) =>
        TicketSteps.MustBeOpen(ticket) is { } over ? over
        : string.IsNullOrWhiteSpace(request.To) ? InputInvalid.At("toAccount", "REQUIRED")
        : request.To == ticket.Intake.Owner ? Decision.NothingToDo
        : unable is not null ? new CannotAnswerForTicket(request.To, unable)
        : new TicketHandedOver(now, ticket.Intake.Owner, request.To, Blank(request.Reason));

    public static Decision Link(Ticket ticket, TicketLink link) =>
        link.TicketId == ticket.Id ? new TicketLinkedToItself(ticket.Id)
        : ticket.Intake.Links.Contains(link) ? Decision.NothingToDo
        : new TicketLinked(link);

    public static Decision Note(string text, DateTimeOffset now) =>
        string.IsNullOrWhiteSpace(text) ? InputInvalid.At("text", "REQUIRED") : new InternalNoteAdded(now, text);

    public static Decision Message(Ticket ticket, SendMessage message, DateTimeOffset now) =>
        string.IsNullOrWhiteSpace(message.Text) ? InputInvalid.At("text", "REQUIRED")
        : ticket.CustomerId is null ? new InternalWorkHasNoCustomer()
        : new CustomerMessageSent(now, message.Channel, message.Text);

    /// <summary>What was asked for in a follow-up call goes to the supervisor when it is unsolved after some days (S3 ⑹-5 规定 4).</summary>
    public static SolutionAwaited Await(int days, WorkingCalendar calendar, DateTimeOffset now) =>
        new(calendar.InstantAt(calendar.LocalDay(now).AddDays(days), calendar.LocalTime(now)));

    /// <summary>When the question goes on to the customer, or what is unsolved to the supervisor.</summary>
    public static DateTimeOffset? Due(Ticket ticket) => PassesOnAt(ticket) is { } passesOn && !(ReportsUpAt(ticket) < passesOn) ? passesOn : ReportsUpAt(ticket);

    /// <summary>Whoever is told has until the closing of the day to act on it.</summary>
    public static IEnumerable<Event> WhenDue(Ticket ticket, WorkingCalendar calendar, DateTimeOffset now)
    {
        if (PassesOnAt(ticket) is { } passesOn && passesOn <= now)
            yield return new ClarificationPassedOn(passesOn, calendar.ClosingAfter(passesOn));
        if (ReportsUpAt(ticket) is { } reportsUp && reportsUp <= now)
            yield return new TicketReportedUp(reportsUp, calendar.ClosingAfter(reportsUp));
    }

    private static ProductOutOfUse? MayBeWorkedOn(TicketKind kind, KnownFacts known) =>
        kind is TicketKind.Repair or TicketKind.Installation or TicketKind.Inspection ? known.OutOfUse : null;

    private static DateTimeOffset? PassesOnAt(Ticket ticket) =>
        ticket.Step.IsOpen() && ticket.Intake.Clarification is { With: ClarifyWith.Seller } asked ? asked.PassOnAt : null;

    // What was solved from afar waits for nobody but the customer's word.
    private static DateTimeOffset? ReportsUpAt(Ticket ticket) =>
        ticket.Step.IsOpen() && ticket.Step is not (TicketStep.SolvedRemotely or TicketStep.Done or TicketStep.Returned) ? ticket.Intake.ReportUpAt : null;

    private static ImmutableList<TicketFact> Wanted(TicketKind kind, Channel channel) => kind switch
    {
        TicketKind.Internal => [],
        // A contract has said it all.
        _ when channel == Channel.Contract => [],
        TicketKind.Consultation => [TicketFact.Name],
        TicketKind.Visit => [TicketFact.Name, TicketFact.Address],
        _ => [.. Enum.GetValues<TicketFact>()],
    };

    private static bool IsKnown(TicketFact fact, KnownFacts known, string? model, DateOnly? purchasedOn, string? detail, string? wish) => fact switch
    {
        TicketFact.Name => known.HasName,
        TicketFact.Address => known.HasAddress,
        TicketFact.Model => Blank(model) is not null || known.Product is not null,
        TicketFact.PurchaseDate => purchasedOn is not null || known.Product?.PurchasedOn is not null,
        TicketFact.SymptomDetail => Blank(detail) is not null,
        _ => Blank(wish) is not null,
    };

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>Internal work (category D) has no customer, and a customer's ticket is never internal work.</summary>
[GenerateSerializer, Immutable, Alias("InternalWorkHasNoCustomer")]
public sealed record InternalWorkHasNoCustomer : Refusal;

/// <summary>A ticket is linked to another one.</summary>
[GenerateSerializer, Immutable, Alias("TicketLinkedToItself")]
public sealed record TicketLinkedToItself([property: Id(0)] string TicketId) : Refusal;

/// <summary>The account looks after no tickets of the branch, and is neither a department's nor a dealer's: nobody would arrange what is handed over to it (S3 ⑹-2 四2).</summary>
[GenerateSerializer, Immutable, Alias("CannotAnswerForTicket")]
public sealed record CannotAnswerForTicket([property: Id(0)] string Account, [property: Id(1)] string Name) : Refusal;

/// <summary>The product is registered for another customer than the ticket.</summary>
[GenerateSerializer, Immutable, Alias("ProductOfAnotherCustomer")]
public sealed record ProductOfAnotherCustomer([property: Id(0)] string ProductId, [property: Id(1)] string CustomerId) : Refusal;
